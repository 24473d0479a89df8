// The form of a return as a spreadsheet: Enter and arrows move, a pasted column spreads, drafts save themselves.
const form = document.querySelector("form[data-return]");
const SAVE_AFTER = 1500;

if (form) {
  document.documentElement.classList.add("js");
  const cells = () => [...form.querySelectorAll(".return-row .cell [name^='c-']")];
  const told = form.querySelector("[data-saved]");
  let timer;
  let running = null;
  let again = false;

  const step = (from, by) => {
    const all = cells();
    const next = all[all.indexOf(from) + by];
    if (!next) return false;
    next.focus();
    next.select?.();
    return true;
  };

  form.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[name^='c-']");
    if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const typed = cell.tagName === "INPUT";
    if (event.key === "Enter" && cell.tagName !== "TEXTAREA") {
      event.preventDefault();
      if (!step(cell, event.shiftKey ? -1 : 1)) form.querySelector("button.primary").focus();
    } else if (typed && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      event.stopPropagation();
      step(cell, event.key === "ArrowDown" ? 1 : -1);
    }
  });

  form.addEventListener("paste", (event) => {
    const cell = event.target.closest("input[name^='c-']");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
    if (!cell || lines.length < 2) return;
    event.preventDefault();
    const all = cells();
    let at = all.indexOf(cell);
    for (const line of lines) {
      const target = all[at];
      if (!target) break;
      // of a block only the last column is this period's
      target.value = line.split("\t").pop().trim();
      target.dispatchEvent(new Event("input", { bubbles: true }));
      at += 1;
    }
  });

  form.querySelector("[data-unchanged]")?.addEventListener("click", () => {
    for (const row of form.querySelectorAll(".return-row")) {
      const cell = row.querySelector("[name^='c-']");
      const before = row.querySelector(".before").dataset.before;
      if (!cell || cell.value || !before || cell.tagName === "TEXTAREA") continue;
      const state = row.querySelector(".state");
      const word = { "không áp dụng": "not_applicable", "chưa đến kỳ": "not_yet" }[before];
      if (word) state.value = word;
      else if (before !== "chưa có") cell.value = before;
    }
    later(0);
    cells()[0]?.focus();
    cells()[0]?.select?.();
  });

  const show = (problems) => {
    const byElement = new Map();
    for (const p of problems) byElement.set(p.element, [...(byElement.get(p.element) ?? []), p]);
    for (const row of form.querySelectorAll(".return-row")) {
      const found = byElement.get(row.dataset.row) ?? [];
      const place = row.querySelector("[data-problems]");
      place.replaceChildren(
        ...found.map((p) => {
          const line = document.createElement("p");
          line.className = p.error ? "problem" : "warning";
          line.textContent = `${p.sentence} ${p.instruction}`;
          return line;
        }),
      );
      const wrong = found.some((p) => p.error);
      row.classList.toggle("wrong", wrong);
      row.querySelector("[name^='c-']")?.toggleAttribute("aria-invalid", wrong);
      if (found.length) row.querySelector(".word")?.removeAttribute("data-quiet");
    }
  };

  const save = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      const reply = await fetch(form.dataset.save, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "autosave" },
      });
      const data = await reply.json().catch(() => ({}));
      if (reply.ok) {
        form.elements.revision.value = data.revision;
        told.textContent = `Bản nháp đã lưu lúc ${new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}`;
        show(data.problems);
      } else {
        told.textContent = data.error ?? "Chưa lưu được; những gì đã gõ vẫn còn trên trang.";
      }
    } catch {
      told.textContent = "Mất kết nối; những gì đã gõ vẫn còn trên trang và sẽ được lưu lại.";
      later(5000);
    } finally {
      running = null;
      if (again) {
        again = false;
        later(0);
      }
    }
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  form.addEventListener("input", () => later(SAVE_AFTER));
  form.addEventListener("submit", () => clearTimeout(timer));
  window.addEventListener("online", () => later(0));
}
