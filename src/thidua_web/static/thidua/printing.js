// <button type="button" data-print hidden>: shown only where a script can open the printer; Ctrl P does the same.
export function offerPrinting(root) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
