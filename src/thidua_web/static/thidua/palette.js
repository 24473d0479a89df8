// Ctrl K opens the palette, / goes to the search field; results are the list that /tim/ shows.
import { say } from "./words.js";

const WAIT = 150;

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function build(form) {
  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", say("Tìm và đi đến"));
  const input = document.createElement("input");
  input.type = "search";
  input.name = "q";
  input.autocomplete = "off";
  input.placeholder = say("Đi đến trang, văn bản, đơn vị");
  input.setAttribute("aria-label", say("Tìm và đi đến"));
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "palette-found");
  const found = document.createElement("div");
  found.className = "palette-found";
  found.id = "palette-found";
  const keys = document.createElement("p");
  keys.className = "palette-keys";
  keys.textContent = say("↑ ↓ để chọn, Enter để mở, Esc để đóng");
  dialog.append(input, found, keys);
  document.body.append(dialog);

  let timer;
  let asked = 0;
  // the words that the list answers; Enter pressed before it answers those typed opens what comes
  let answered = null;
  let opening = false;
  async function ask() {
    clearTimeout(timer);
    const number = ++asked;
    const words = input.value;
    try {
      const answer = await fetch(`${form.action}?q=${encodeURIComponent(words)}`, { headers: { "HX-Request": "true" } });
      const list = await answer.text();
      if (number !== asked || !answer.ok) return;
      found.innerHTML = list;
      found.querySelector("ul")?.setAttribute("role", "listbox");
      found.querySelector("ul")?.setAttribute("aria-label", say("Tìm thấy"));
      for (const item of found.querySelectorAll("li")) item.setAttribute("role", "presentation");
      mark(0);
      answered = words;
      if (opening && words === input.value) links()[0]?.click();
    } catch {
      found.textContent = say("Không kết nối được với máy chủ.");
    }
  }
  function links() {
    return [...found.querySelectorAll("a")];
  }
  function mark(index) {
    const all = links();
    all.forEach((link, i) => {
      link.id = `palette-${i}`;
      link.setAttribute("role", "option");
      link.tabIndex = -1;
      link.setAttribute("aria-selected", String(i === index));
    });
    if (all[index]) {
      all[index].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", all[index].id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
    opening = false;
  });
  input.addEventListener("keydown", (event) => {
    const all = links();
    const now = all.findIndex((link) => link.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (all.length) mark((now + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      opening = answered !== input.value;
      if (opening) ask();
      else all[now]?.click();
    }
  });
  dialog.addEventListener("close", () => {
    opening = false;
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  return () => {
    dialog.showModal();
    input.select();
    answered = null;
    ask();
  };
}

export function openPalette() {
  const field = document.querySelector("[data-search]");
  if (!field) return;
  let show;
  document.addEventListener("keydown", (event) => {
    const wanted = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    if (!wanted && !slash) return;
    event.preventDefault();
    if (slash && field.offsetParent) {
      field.focus();
      return;
    }
    show ??= build(field.form);
    show();
  });
}
