// In a month the arrow keys go from day to day that has something on it; Page Up and Page Down turn the month.
const calendar = document.querySelector("[data-calendar]");

function links(cell) {
  return [...cell.querySelectorAll("a[href]")];
}

function first(cell) {
  return cell && links(cell)[0];
}

function busyDays() {
  return [...calendar.querySelectorAll("td")].filter((cell) => links(cell).length);
}

function next(cell, key) {
  const days = busyDays();
  const at = days.indexOf(cell);
  if (key === "ArrowRight") return days[at + 1];
  if (key === "ArrowLeft") return days[at - 1];
  const column = days.filter((day) => day.cellIndex === cell.cellIndex);
  const place = column.indexOf(cell);
  return key === "ArrowDown" ? column[place + 1] : column[place - 1];
}

calendar.addEventListener("keydown", (event) => {
  if (!event.key.startsWith("Arrow") || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const cell = event.target.closest("td");
  if (!cell) return;
  const within = links(cell);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stop = (step && within[within.indexOf(event.target) + step]) ?? first(next(cell, event.key));
  if (!stop) return;
  event.preventDefault();
  stop.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "PageUp" && event.key !== "PageDown") return;
  if (!event.target.closest("[data-calendar]")) return;
  event.preventDefault();
  document.querySelector(`[data-month="${event.key === "PageUp" ? "before" : "after"}"]`).click();
});
