// The form of a return as a spreadsheet: Enter and arrows move, a pasted block finds its rows, drafts save themselves.
import { readBlock } from "./returns-paste.js";
import { keepInStep } from "./returns-sync.js";
import { say } from "./words.js";

const form = document.querySelector("form[data-return]");

if (form) {
  document.documentElement.classList.add("js");
  const rows = [...form.querySelectorAll(".return-row")];
  const cellOf = (row) => row.querySelector("[name^='c-']");
  const cells = rows.map(cellOf);
  const sync = keepInStep(form);

  // moving
  const step = (from, by) => {
    const next = cells[cells.indexOf(from) + by];
    if (!next) return false;
    next.focus();
    next.select?.();
    return true;
  };

  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[name^='c-']");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const isTyped = cell.tagName === "INPUT";
    if (event.key === "Enter" && cell.tagName !== "TEXTAREA") {
      event.preventDefault();
      if (!step(cell, event.shiftKey ? -1 : 1)) form.querySelector("button.primary").focus();
    } else if (isTyped && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      event.stopPropagation();
      step(cell, event.key === "ArrowDown" ? 1 : -1);
    } else if (isTyped && event.key === "=" && !cell.value) {
      event.preventDefault();
      takeBefore(cell.closest(".return-row"));
      cell.select();
    }
  });

  // how far one has come
  const filled = form.querySelector("[data-filled]");
  const count = () => {
    const done = rows.filter((row) => cellOf(row).value.trim() || row.querySelector(".state").value).length;
    filled.textContent = say("· {done}/{all} ô", { done, all: rows.length });
  };

  // what a script put into the form can be taken out again in one step
  const undo = form.querySelector("[data-undo]");
  let earlier = null;
  const changeMany = (change) => {
    const before = rows.map((row) => [cellOf(row), cellOf(row).value, row.querySelector(".state"), row.querySelector(".state").value]);
    change();
    earlier = before;
    undo.hidden = false;
    touched();
  };
  undo.addEventListener("click", () => {
    for (const [cell, value, state, word] of earlier ?? []) {
      cell.value = value;
      state.value = word;
    }
    earlier = null;
    undo.hidden = true;
    touched();
    cells[0].focus();
  });
  const touched = () => {
    count();
    form.dispatchEvent(new Event("input"));
  };

  // last period
  const WORDS = { "không áp dụng": "not_applicable", "chưa đến kỳ": "not_yet" };
  const takeBefore = (row) => {
    const before = row.querySelector(".before").dataset.before;
    if (!before || before === say("chưa có")) return;
    if (WORDS[before]) row.querySelector(".state").value = WORDS[before];
    else if ("held" in row.dataset || cellOf(row).tagName === "TEXTAREA") return;
    else cellOf(row).value = before;
    touched();
  };
  form.querySelector("[data-unchanged]")?.addEventListener("click", (event) => {
    event.preventDefault();
    changeMany(() => {
      for (const row of rows) if (!cellOf(row).value && !row.querySelector(".state").value) takeBefore(row);
    });
    cells[0].focus();
    cells[0].select?.();
  });

  form.addEventListener("paste", (event) => {
    const cell = event.target.closest("input[name^='c-']");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const labels = rows.map((row) => row.querySelector("label").firstChild.textContent);
    const block = cell && readBlock(text, labels, cells.indexOf(cell));
    if (!block) return;
    event.preventDefault();
    changeMany(() => {
      for (const [at, value] of block.values) if (cells[at]) cells[at].value = value;
    });
    const told = { count: block.values.length, lost: block.lost.length, names: block.lost.slice(0, 3).join("; ") };
    sync.tell(say(told.lost ? "Đã dán {count} ô. {lost} dòng không khớp tên số liệu nào: {names}." : "Đã dán {count} ô.", told));
  });

  // numbers are grouped once typed; a link to the files chooses the figure it stands beside
  form.addEventListener("change", (event) => {
    const cell = event.target;
    if (cell.matches("input.number") && /^\d{4,15}$/.test(cell.value)) cell.value = cell.value.replace(/\B(?=(\d{3})+$)/g, ".");
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-evidence-for]");
    if (link) document.querySelector(`[name=element][value="${link.dataset.evidenceFor}"]`).checked = true;
  });
  form.addEventListener("input", count);
  form.addEventListener("joined", count);
  count();
}
