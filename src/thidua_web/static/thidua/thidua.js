// What JavaScript adds to pages that already work without it. Each module looks for its own data-… marks.
import { watchConnection } from "./connection.js";
import { pickDays } from "./days.js";
import { openDialogs } from "./dialogs.js";
import { keepDrafts } from "./drafts.js";
import { weighFiles } from "./files.js";
import { openMenus } from "./menus.js";
import { openPalette } from "./palette.js";
import { offerPrinting } from "./printing.js";
import { moveInTables } from "./tables.js";

openPalette();
openMenus();
openDialogs(document);
moveInTables();
keepDrafts(document);
weighFiles(document);
pickDays(document);
watchConnection();
offerPrinting(document);

// What only a script can do is shown once every script of the page listens: pressed before, it would do nothing.
document.addEventListener("DOMContentLoaded", () => {
  for (const part of document.querySelectorAll("[data-once-ready]")) part.hidden = false;
});

// fragments that htmx puts in get the same treatment
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt === document.body) return; // the page itself had it above; twice, and two clocks would keep one draft
  openDialogs(event.detail.elt);
  keepDrafts(event.detail.elt);
  weighFiles(event.detail.elt);
  pickDays(event.detail.elt);
});
