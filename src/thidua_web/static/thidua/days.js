// A box for a day is typed into as officials write it (25/3/2024). Under a finger it becomes the telephone's own calendar,
// which says months in words; with a mouse it stays, since a browser in English would show and read the month first.
const WRITTEN = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/;

export function pickDays(root) {
  if (!matchMedia("(pointer: coarse)").matches) return;
  for (const box of root.querySelectorAll("input[data-day]")) {
    const written = WRITTEN.exec(box.value);
    if (box.value && !written) continue; // what is no day stays to be seen and mended
    box.value = "";
    box.type = "date";
    if (written) box.value = `${written[3]}-${written[2].padStart(2, "0")}-${written[1].padStart(2, "0")}`;
  }
}
