// Drag a paper onto the frame, and say what happens while it is read. Without this script the form works as it is.
import { say } from "./words.js";

const form = document.querySelector("[data-upload]");
const drop = form.querySelector("[data-drop]");
const input = form.querySelector("input[type=file]");
const status = form.querySelector(".upload-status");

form.querySelector(".drop-hint").hidden = false;

for (const name of ["dragover", "dragenter"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("is-over");
  if (event.dataTransfer.files.length) {
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
  }
});
input.addEventListener("change", tell);

function tell() {
  const file = input.files[0];
  if (!file) return;
  const small = file.size < 1024 * 1024;
  const many = (file.size / 1024 / (small ? 1 : 1024)).toLocaleString("vi", { maximumFractionDigits: small ? 0 : 1 });
  const size = `${many} ${small ? "KB" : "MB"}`;
  status.textContent = input.validationMessage || say("Đã chọn {name} ({size}).", { name: file.name, size });
}

form.addEventListener("submit", () => {
  status.textContent = say("Đang tải lên. Bản quét nhiều trang được đọc sau khi tải xong, trang sau cho biết tiến độ.");
  form.querySelector("button[type=submit]").setAttribute("aria-disabled", "true");
});
