// Words selected in the paper become an entry: by mouse, by finger, or by the arrow keys alone.
// Offsets are code points of the paper's text: each run of the page says in data-s where it begins.
import { say } from "./words.js";

function offsetOf(paper, node, at) {
  let element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  if (node.nodeType !== Node.TEXT_NODE) {
    const child = node.childNodes[at] || node.childNodes[at - 1];
    if (!child) return null;
    const after = !node.childNodes[at];
    const run = child.nodeType === Node.TEXT_NODE ? node : (child.matches?.("[data-s]") ? child : child.querySelector?.("[data-s]"));
    if (!run || !run.dataset || run.dataset.s === undefined) return null;
    return Number(run.dataset.s) + (after ? [...run.textContent].length : 0);
  }
  element = element.closest("[data-s]");
  if (!element || !paper.contains(element)) return null;
  return Number(element.dataset.s) + [...node.textContent.slice(0, at)].length;
}

function selected(paper) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!paper.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(paper, range.startContainer, range.startOffset);
  const end = offsetOf(paper, range.endContainer, range.endOffset);
  const words = selection.toString();
  return start === null || end === null || !words.trim() ? null : { start, end, words };
}

function address(add, span) {
  const url = new URL(add.href, location.href);
  url.searchParams.set("chu", span.words.slice(0, 6000));
  url.searchParams.set("tu", span.start);
  url.searchParams.set("den", span.end);
  url.hash = "them";
  return url;
}

// Show a button by the selection that opens the form of a new entry.
export function watchSelection(paper, add) {
  if (!add) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "add-selected";
  button.hidden = true;
  button.textContent = say("Thêm mục từ phần chọn");
  paper.after(button);
  let span = null;
  document.addEventListener("selectionchange", () => {
    const now = selected(paper);
    if (now) span = now;
    button.hidden = !now;
    if (!now) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    button.style.top = `${Math.min(innerHeight - 56, Math.max(8, box.bottom + 8))}px`;
    button.style.left = `${Math.min(innerWidth - 240, Math.max(8, box.left))}px`;
  });
  // the event comes after the key: what is selected now counts, not what was last told
  const go = () => {
    span = selected(paper) ?? span;
    if (span) location.href = address(add, span);
  };
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", go);
  paper.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && selected(paper)) { event.preventDefault(); go(); }
    if (["ArrowRight", "ArrowLeft"].includes(event.key) && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      move(paper, event.key === "ArrowRight" ? "forward" : "backward", event.shiftKey);
    }
    if (["ArrowDown", "ArrowUp"].includes(event.key) && event.shiftKey) {
      event.preventDefault();
      getSelection().modify("extend", event.key === "ArrowDown" ? "forward" : "backward", "line");
    }
  });
}

// Begin to walk the words with the keyboard, at the mark that is current or at the top of what is seen.
export function walkWords(paper, mark) {
  paper.focus({ preventScroll: true });
  const run = mark || [...paper.querySelectorAll("[data-s]")].find((r) => r.getBoundingClientRect().bottom > paper.getBoundingClientRect().top);
  if (!run) return;
  run.scrollIntoView({ block: "center" });
  getSelection().collapse(run.firstChild, 0);
  getSelection().modify("extend", "forward", "word");
}

function move(paper, way, extending) {
  const selection = getSelection();
  if (!selection.rangeCount || !paper.contains(selection.anchorNode)) { walkWords(paper, null); return; }
  if (extending) { selection.modify("extend", way, "word"); return; }
  if (way === "forward") selection.collapseToEnd(); else selection.collapseToStart();
  selection.modify("move", way, "word");
  if (way === "backward") selection.modify("move", way, "word");
  selection.modify("extend", "forward", "word");
  const box = selection.getRangeAt(0).startContainer.parentElement;
  box.scrollIntoView({ block: "nearest" });
}
