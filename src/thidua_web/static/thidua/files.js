// A file that its door would refuse is told when it is chosen, not after minutes of sending: <input type=file data-most-mb="20">.
import { say } from "./words.js";

export function weighFiles(root) {
  for (const input of root.querySelectorAll("input[type=file][data-most-mb]")) {
    input.addEventListener("change", () => weigh(input));
  }
}

function weigh(input) {
  const most = Number(input.dataset.mostMb);
  const heavy = [...input.files].find((file) => file.size > most * 1024 * 1024);
  // the browser itself keeps a form with such a message from being sent, and shows it beside the field
  input.setCustomValidity(heavy ? say("Tệp {name} lớn hơn {most} MB: tách tệp hoặc giảm dung lượng ảnh quét.", { name: heavy.name, most }) : "");
  if (heavy) input.reportValidity();
}
