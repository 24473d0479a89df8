// In a table the arrow keys go from row to row: to the first link or field of the row above or below, in the same column where there is one.
function stops(cell) {
  return cell?.querySelector("a[href], button, input, select, textarea") ?? null;
}

export function moveInTables() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const cell = event.target.closest?.("table.table tbody td, table.table tbody th");
    if (!cell || event.target.closest("select, textarea, [role=combobox]")) return;
    const down = event.key === "ArrowDown";
    let row = cell.parentElement;
    do {
      row = down ? row.nextElementSibling : row.previousElementSibling;
    } while (row && !row.querySelector("a[href], button, input, select, textarea"));
    const next = row && (stops(row.cells[cell.cellIndex]) ?? row.querySelector("a[href], button, input, select, textarea"));
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select?.();
  });
}
