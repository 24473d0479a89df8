// A table of things to tick: one box for all, and the buttons say how many are chosen.
import { say } from "./words.js";

for (const form of document.querySelectorAll("form[data-choose]")) {
  const boxes = [...form.querySelectorAll("tbody input[type='checkbox']")];
  const head = form.querySelector("[data-choose-all]");
  const all = head.querySelector("input");
  head.hidden = false;
  form.querySelector("[data-choose-word]").hidden = true;
  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    for (const word of form.querySelectorAll("[data-chosen]")) word.textContent = say(" {chosen} báo cáo đã chọn", { chosen });
  };
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  tell();
}
