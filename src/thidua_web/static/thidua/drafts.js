// <form data-draft="name">: what is typed is kept in this browser until the server has taken it.
// Fields of type password and file, and those marked data-no-draft, are never kept.
import { say } from "./words.js";

const PREFIX = "thidua-draft:";
const SAVE_AFTER = 400;

function fields(form) {
  return [...form.elements].filter(
    (field) => field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && !("noDraft" in field.dataset),
  );
}

function read(form) {
  const kept = {};
  for (const field of fields(form)) {
    const choice = field.type === "checkbox" || field.type === "radio";
    kept[choice ? `${field.name}=${field.value}` : field.name] = choice ? field.checked : field.value;
  }
  return kept;
}

function write(form, kept) {
  for (const field of fields(form)) {
    const choice = field.type === "checkbox" || field.type === "radio";
    const key = choice ? `${field.name}=${field.value}` : field.name;
    if (!(key in kept)) continue;
    if (choice) field.checked = kept[key];
    else field.value = kept[key];
  }
}

function tell(form, before, forget) {
  const notice = document.createElement("div");
  notice.className = "notice notice-info";
  notice.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = say("Đã lấy lại những gì đang gõ dở ở trang này. ");
  const drop = document.createElement("button");
  drop.type = "button";
  drop.textContent = say("Bỏ bản nháp");
  drop.addEventListener("click", () => {
    forget();
    write(form, before);
    notice.remove();
  });
  notice.append(words, drop);
  form.prepend(notice);
}

// Say whether something was typed into the form of this name and neither sent nor given up.
export function hasDraft(name) {
  const kept = localStorage[PREFIX + name];
  return Boolean(kept) && !JSON.parse(kept).sent;
}

export function keepDrafts(root) {
  // a fragment may be the form itself
  const forms = [root, ...root.querySelectorAll("form[data-draft]")].filter((form) => form.matches?.("form[data-draft]"));
  const here = new Set([...document.querySelectorAll("form[data-draft]")].map((form) => PREFIX + form.dataset.draft));
  for (const key of Object.keys(localStorage)) {
    // a draft that was sent and whose form is no longer on the page has been taken
    if (key.startsWith(PREFIX) && !here.has(key) && JSON.parse(localStorage[key]).sent) localStorage.removeItem(key);
  }
  for (const form of forms) {
    const key = PREFIX + form.dataset.draft;
    const before = read(form);
    const kept = localStorage[key] && JSON.parse(localStorage[key]);
    let timer;
    const forget = () => {
      clearTimeout(timer);
      timer = undefined;
      localStorage.removeItem(key);
    };
    if (kept && JSON.stringify(kept.values) !== JSON.stringify(before)) {
      write(form, kept.values);
      tell(form, before, forget);
    }
    const keep = () => {
      timer = undefined;
      localStorage[key] = JSON.stringify({ values: read(form), sent: false });
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, SAVE_AFTER);
    });
    // a page that is left right after the last letter keeps that letter too
    addEventListener("pagehide", () => {
      if (timer === undefined || !form.isConnected) return;
      clearTimeout(timer);
      keep();
    });
    form.addEventListener("click", (event) => {
      if (event.target.closest("[data-cancel]")) forget();
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      timer = undefined;
      localStorage[key] = JSON.stringify({ values: read(form), sent: true });
    });
  }
}
