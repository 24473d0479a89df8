// A block copied from a spreadsheet -> which rows of the form get which value.
const fold = (words) =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/gi, "d")
    .toLowerCase()
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

// null where it is one plain value, which the browser pastes by itself
export function readBlock(text, labels, at) {
  const lines = text
    .replace(/\r/g, "")
    .replace(/\n+$/, "")
    .split("\n")
    .map((line) => line.split("\t").map((cell) => cell.trim()));
  if (lines.length === 1 && lines[0].length === 1) return null;
  const known = new Map(labels.map((label, place) => [fold(label), place]));
  const named = lines.map((line) => line.findIndex((cell) => known.has(fold(cell))));
  if (named.some((place) => place >= 0)) return byName(lines, named, known);
  if (lines.length === 1) return { values: lines[0].map((value, n) => [at + n, value]), lost: [] };
  // of a block without names only the last column is this period's
  return { values: lines.map((line, n) => [at + n, line.at(-1)]), lost: [] };
}

function byName(lines, named, known) {
  const values = [];
  const lost = [];
  lines.forEach((line, n) => {
    const value = line.slice(named[n] + 1).findLast((cell) => /\d/.test(cell)) ?? "";
    if (named[n] >= 0 && value) values.push([known.get(fold(line[named[n]])), value]);
    else if (named[n] < 0 && line.some((cell) => /^[\d.\s]+$/.test(cell)) && line.some((cell) => /\p{L}/u.test(cell))) lost.push(line.find((cell) => /\p{L}/u.test(cell)));
  });
  return { values, lost };
}
