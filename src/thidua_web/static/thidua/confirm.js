// The side-by-side confirmation made quick: keys, finding either side from the other, adding by selection.
// Every deed is a plain form of the page; this script only presses it.
import { hasDraft } from "./drafts.js";
import { watchSelection, walkWords } from "./selecting.js";
import { say } from "./words.js";

const panes = document.querySelector("[data-panes]");
const paper = panes.querySelector("[data-paper]");
const list = panes.querySelector("[data-list]");
const dialog = document.getElementById("keys");
const entries = () => [...list.querySelectorAll(".entry")];
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 60rem)");
let current = null;

panes.classList.add("is-live");

function show(pane) {
  panes.classList.toggle("shows-paper", pane === "paper");
  for (const tab of panes.querySelectorAll("[data-pane]")) {
    if (tab.dataset.pane === pane) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}
show("list");
for (const tab of panes.querySelectorAll("[data-pane]")) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    show(tab.dataset.pane);
  });
}

const marksOf = (item) => paper.querySelectorAll(`[data-i~="${item}"]`);

// Bring an element into its pane; on a narrow screen the panes do not scroll, the page does.
function scrollInto(element, box) {
  const behavior = calm.matches ? "auto" : "smooth";
  if (narrow.matches) {
    element.scrollIntoView({ block: "nearest", behavior });
    return;
  }
  const seen = box.getBoundingClientRect();
  const place = element.getBoundingClientRect();
  const head = box === list ? list.querySelector(".list-actions")?.offsetHeight ?? 0 : 0;
  // while the head of the page is in view the panes reach below the window: what counts is what is seen
  const bottom = Math.min(seen.bottom, innerHeight);
  if (place.top >= seen.top + head + 8 && place.bottom <= bottom - 8) return;
  const room = Math.max(head + 12, (bottom - seen.top - place.height) / 3);
  box.scrollTo({ top: box.scrollTop + place.top - seen.top - room, behavior });
}

// Stand on one entry: both sides show it. `focus` moves the keyboard there as well.
function stand(entry, { focus = true, follow = true, scroll = true } = {}) {
  if (!entry) return;
  for (const old of list.querySelectorAll(".entry.is-current")) {
    old.classList.remove("is-current");
    old.removeAttribute("aria-current");
    old.tabIndex = -1;
  }
  for (const old of paper.querySelectorAll(".is-current")) old.classList.remove("is-current");
  current = entry.dataset.item;
  entry.classList.add("is-current");
  entry.setAttribute("aria-current", "true");
  entry.tabIndex = 0;
  if (focus) entry.focus({ preventScroll: true });
  if (scroll) scrollInto(entry, list);
  const marks = marksOf(current);
  for (const mark of marks) mark.classList.add("is-current");
  if (marks.length && follow && (!narrow.matches || panes.classList.contains("shows-paper"))) scrollInto(marks[0], paper);
}

const here = () => (current && document.getElementById(`m${current}`)) || entries()[0];

function step(by) {
  const all = entries();
  const at = all.indexOf(here());
  stand(all[Math.min(all.length - 1, Math.max(0, at + by))]);
}

function nextWaiting(after) {
  const all = entries();
  const at = all.indexOf(after);
  const waiting = (entry) => entry.dataset.state === "waiting";
  return all.slice(at + 1).find(waiting) || all.slice(0, at).find(waiting) || all[at + 1] || after;
}

list.addEventListener("focusin", (event) => {
  const entry = event.target.closest(".entry");
  if (entry && entry.dataset.item !== current) stand(entry, { focus: false });
});
list.addEventListener("click", (event) => {
  const entry = event.target.closest(".entry");
  if (!entry) return;
  const where = event.target.closest(".where");
  if (where) {
    event.preventDefault();
    show("paper");
    stand(entry, { focus: false });
    const mark = marksOf(entry.dataset.item)[0];
    if (mark && narrow.matches) mark.focus({ preventScroll: true });
    return;
  }
  if (event.target.closest("[data-cancel]")) {
    event.preventDefault();
    closeForm(entry);
    return;
  }
  if (!event.target.closest("a, button, input, select, textarea, label")) stand(entry);
  // not every browser moves the focus to a button that is pressed
  else if (entry.dataset.item !== current) stand(entry, { focus: false, scroll: false });
});

paper.addEventListener("click", (event) => {
  const mark = event.target.closest("a.mark");
  if (!mark) return;
  event.preventDefault();
  if (!getSelection().isCollapsed) return;
  const items = mark.dataset.i.split(" ");
  // a second click on the same words goes on to the next reading that shares them
  const next = items[(items.indexOf(current) + 1) % items.length];
  const entry = document.getElementById(`m${next}`) || document.getElementById(`m${items[0]}`);
  if (!entry) {
    location.href = `?muc=${items[0]}#m${items[0]}`;
    return;
  }
  show("list");
  stand(entry, { follow: false });
});

function closeForm(entry) {
  entry.querySelector(".entry-form").replaceChildren();
  stand(entry);
}

function press(entry, act) {
  const button = entry && entry.querySelector(`[data-act="${act}"]`);
  if (button) button.click();
}

const KEYS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  a: accept, Enter: accept, e: () => press(here(), "correct"), x: () => press(here(), "reject"),
  u: () => document.querySelector("[data-undo]")?.click(),
  n: () => document.querySelector("[data-add]")?.click(),
  v: () => { show("paper"); walkWords(paper, here() && marksOf(here().dataset.item)[0]); },
  g: () => document.querySelector("[data-next]")?.click(),
  "?": () => dialog.showModal(),
};

function accept() {
  const entry = here();
  if (entry.dataset.state === "accepted") stand(nextWaiting(entry));
  else press(entry, "accept");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
  // a key may come before the browser has taken the focus off the button of a help just closed: it is meant for the list
  const target = dialog.contains(event.target) ? document.body : event.target;
  const typing = target.closest("input, textarea, select, [contenteditable]");
  const inList = target === document.body || target.closest("[data-list], .confirm-toolbar, .confirm-head");
  if (event.key === "Escape") {
    const entry = target.closest(".entry");
    if (entry && entry.querySelector(".entry-form form")) closeForm(entry);
    else if (target.closest("[data-adding]")) target.closest("[data-adding]").querySelector("[data-cancel]")?.click();
    else if (target.closest("[data-paper]")) { getSelection().removeAllRanges(); show("list"); stand(here()); }
    return;
  }
  if (typing || !inList) return;
  if (event.key === "Enter" && target.closest("a, button")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const keysButton = document.querySelector("[data-keys]");
if (keysButton) {
  keysButton.hidden = false;
  keysButton.addEventListener("click", () => dialog.showModal());
}
dialog.addEventListener("close", () => here() && stand(here()));

watchSelection(paper, document.querySelector("[data-add]"));

// --- answers of the server ------------------------------------------------------------------------------------------

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    // a refused form comes back as the form alone
    const box = event.detail.requestConfig.elt.closest(".entry-form");
    if (event.detail.xhr.status === 422 && box) { event.detail.target = box; event.detail.swapOverride = "innerHTML"; }
  }
});

// Who went on while the answer was on its way is left where they stand: the next key is meant for that place.
const wentOn = (entry) => entry.dataset.item !== current;
const isBusyElsewhere = () => document.activeElement.matches("input, textarea, select, [data-paper]") && !document.activeElement.closest(".entry");

document.body.addEventListener("htmx:afterSwap", (event) => {
  const form = event.detail.target.closest?.(".entry-form");
  if (form && form.isConnected) {
    if (wentOn(form.closest(".entry")) || isBusyElsewhere()) return;
    const wrong = form.querySelector("[aria-invalid]");
    (wrong || form.querySelector("select, input:not([type=hidden]), textarea"))?.focus();
    return;
  }
  const entry = document.getElementById(event.detail.target.id);
  if (!entry || !entry.classList.contains("entry")) return;
  for (const mark of marksOf(entry.dataset.item)) {
    mark.classList.remove("is-waiting", "is-accepted", "is-corrected", "is-rejected");
    mark.classList.add(`is-${entry.dataset.state}`);
  }
  if (wentOn(entry)) return;
  const stays = entry.querySelector("[role=alert]") || entry.dataset.state === "waiting";
  stand(stays ? entry : nextWaiting(entry), { focus: !isBusyElsewhere() });
});

// The frame tries a lost deed again until it is through; the entry itself says that it is not kept yet.
document.body.addEventListener("htmx:sendError", (event) => {
  const entry = event.detail.requestConfig.elt.closest(".entry");
  if (!entry || entry.classList.contains("is-unsaved")) return;
  entry.classList.add("is-unsaved");
  const said = document.createElement("p");
  said.className = "unsaved";
  said.textContent = say("Chưa lưu được mục này, hệ thống đang tự gửi lại.");
  entry.querySelector(".entry-head").after(said);
});
window.addEventListener("beforeunload", (event) => {
  if (list.querySelector(".is-unsaved")) event.preventDefault();
});

// --- where to stand first -------------------------------------------------------------------------------------------

// A correction that was half typed when the page was lost is opened again, with its words.
const isHalfTyped = (entry) => hasDraft(`sua-${entry.dataset.item}-${entry.dataset.revision}`) && !entry.querySelector(".entry-form form");

const asked = location.hash.match(/^#([ms])(\d+)$/);
const halfTyped = asked ? null : entries().find(isHalfTyped);
const first = (asked && document.getElementById(`m${asked[2]}`))
  || halfTyped
  || entries().find((entry) => entry.dataset.state === "waiting") || entries()[0];
if (asked && asked[1] === "s") show("paper");
// What is done once the page is whole is done only for who has not begun yet: on a slow line that is seconds later.
let begun = false;
for (const name of ["keydown", "pointerdown", "input"]) addEventListener(name, () => { begun = true; }, { capture: true, once: true });
const whenWhole = (act) => addEventListener("load", () => requestAnimationFrame(act));
const adding = document.querySelector("#them form") && document.querySelector("#them select, #them input:not([type=hidden])");
if (adding) {
  adding.focus();
  whenWhole(() => (begun && document.activeElement !== document.body) || adding.focus());
} else if (first && asked) {
  stand(first);
  // the browser itself goes to the place in the address until the page is whole, and takes the focus off
  whenWhole(() => {
    if (begun) return;
    if (!narrow.matches) scrollTo({ top: 0 });
    stand(first);
    const mark = narrow.matches && asked[1] === "s" && marksOf(asked[2])[0];
    if (!mark) return;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
  });
} else if (first) stand(first, { focus: !document.querySelector(".toast"), scroll: !narrow.matches });
// htmx takes the links of the page over when the page is ready: whoever is told first, the press comes after both
if (halfTyped) document.addEventListener("DOMContentLoaded", () => setTimeout(() => press(halfTyped, "correct")));
