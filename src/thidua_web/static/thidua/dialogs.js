// <a href="…/xoa/" data-dialog="id">: with JavaScript the dialog with this id asks; without, the page behind the link does.
export function openDialogs(root) {
  for (const opener of root.querySelectorAll("[data-dialog]")) {
    opener.addEventListener("click", (event) => {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (!dialog?.showModal) return;
      event.preventDefault();
      dialog.showModal();
    });
  }
  for (const closer of root.querySelectorAll("[data-dialog-close]")) {
    closer.addEventListener("click", () => closer.closest("dialog").close());
  }
}
