// Keeps a draft in step with the server: it saves itself, is kept in this browser until the server has it, and joins
// what a second person saved meanwhile. A field that both changed waits for a word; nothing is overwritten silently.
import { say } from "./words.js";

const SAVE_AFTER = 1500;
const RETRY_AFTER = 5000;
const ASK_AFTER = 30000;
const PREFIX = "thidua-return:";

const plain = (value) => (/^[\d.\s]+$/.test(value) ? value.replace(/[.\s]/g, "") : value.trim());
const same = (a, b) => plain(a ?? "") === plain(b ?? "");
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

export function keepInStep(form) {
  const key = PREFIX + form.dataset.return;
  const told = form.querySelector("[data-saved]");
  const others = document.querySelector("[data-others]");
  const fields = [...form.elements].filter((field) => /^[cspw]-/.test(field.name));
  const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  let base = read();
  let timer;
  let running = null;
  let clashes = new Map();

  const tell = (words) => {
    told.textContent = words;
  };
  const isDirty = () => fields.some((field) => !same(field.value, base[field.name]));
  const keep = () => {
    if (isDirty()) localStorage[key] = JSON.stringify({ base, values: read() });
    else localStorage.removeItem(key);
  };

  // --- two people -------------------------------------------------------------------------------------------------
  const join = (mine, from, theirs) => {
    let taken = 0;
    clashes = new Map();
    const joined = { ...theirs };
    for (const field of fields) {
      const [m, b, t] = [mine[field.name] ?? "", from[field.name] ?? "", theirs[field.name] ?? ""];
      if (same(m, b) || same(m, t)) {
        if (!same(field.value, t)) taken += 1;
        field.value = t;
      } else {
        field.value = m;
        if (!same(t, b)) {
          // until a person chose, this field still stands on what both began with: a reload asks again
          clashes.set(field, t);
          joined[field.name] = b;
        }
      }
    }
    base = joined;
    return taken;
  };

  const wordOf = (field, value) => (field.tagName === "SELECT" ? [...field.options].find((o) => o.value === value)?.text : value) || say("để trống");

  const showClashes = (whose) => {
    for (const [field, theirs] of clashes) {
      const row = field.closest(".return-row");
      const line = document.createElement("p");
      line.className = "clash";
      line.dataset.clash = "";
      const words = document.createElement("strong");
      words.textContent = `${whose}: ${wordOf(field, theirs)}.`;
      line.append(words, button(say("Lấy số này"), () => settle(field, line, theirs)), button(say("Giữ số của tôi"), () => settle(field, line, field.value)));
      row.querySelector(".under").prepend(line);
    }
    [...clashes.keys()][0]?.closest(".return-row").scrollIntoView({ block: "center" });
  };

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  const settle = (field, line, value) => {
    field.value = value;
    base[field.name] = clashes.get(field);
    clashes.delete(field);
    line.remove();
    field.focus();
    if (clashes.size) return keep();
    // the same figure on both sides needs no save
    later(0);
  };

  const catchUp = (latest, mine = read(), from = base) => {
    for (const line of form.querySelectorAll("[data-clash]")) line.remove();
    if (!latest?.fields) return;
    if (latest.editable === false) {
      others.hidden = false;
      others.querySelector("p").textContent = say("{by} đã gửi báo cáo này lúc {at}. Tải lại trang để xem; những gì bạn gõ thêm vẫn giữ trên máy này.", latest);
      clearTimeout(timer);
      return;
    }
    const taken = join(mine, from, latest.fields);
    form.elements.revision.value = latest.revision;
    tell(
      clashes.size
        ? say("Còn {left} ô hai nơi cùng sửa: chọn số đúng rồi mới lưu tiếp.", { left: clashes.size })
        : say("Bản nháp đã lưu lúc {at}", latest),
    );
    if (!latest.is_mine || clashes.size) {
      others.hidden = false;
      others.querySelector("p").textContent =
        say(clashes.size ? "{by} vừa lưu lúc {at}: đã nhận {taken} ô. Còn {left} ô hai nơi cùng sửa, chọn số đúng ở từng ô." : "{by} vừa lưu lúc {at}: đã nhận {taken} ô.", { ...latest, taken, left: clashes.size });
    }
    showClashes(say("{by} nhập", latest));
    form.dispatchEvent(new Event("joined"));
    if (!clashes.size && isDirty()) later(0);
  };

  const ask = async () => {
    if (document.hidden || running || clashes.size) return;
    const asked = form.elements.revision.value;
    try {
      const reply = await fetch(`${form.dataset.latest}?revision=${asked}`);
      if (!reply.ok || reply.redirected) return;
      const data = await reply.json();
      // an answer from before a save of one's own would put the older figures back
      if (running || clashes.size || form.elements.revision.value !== asked) return;
      if (data.fields && String(data.revision) !== asked) catchUp(data);
    } catch {
      // no network: the bar at the foot says so, and the next save will
    }
  };

  // --- saving -----------------------------------------------------------------------------------------------------
  const body = () => {
    const data = new FormData(form);
    if (token()) data.set("csrfmiddlewaretoken", token());
    return data;
  };

  const signedOut = () => {
    const link = document.createElement("a");
    link.href = form.dataset.signIn;
    link.target = "_blank";
    link.textContent = say("Đăng nhập lại ở thẻ mới");
    told.replaceChildren(say("Phiên đăng nhập đã hết, số đã gõ còn giữ trên máy này. "), link, say(" rồi gõ tiếp."));
    later(RETRY_AFTER);
  };

  const send = async () => {
    if (clashes.size) {
      tell(say("Còn {left} ô hai nơi cùng sửa: chọn số đúng rồi mới lưu tiếp.", { left: clashes.size }));
      return;
    }
    const sent = read();
    try {
      const reply = await fetch(form.dataset.save, { method: "POST", body: body(), headers: { "X-Requested-With": "autosave" } });
      if (reply.redirected || reply.status === 403) return signedOut();
      const data = await reply.json().catch(() => ({}));
      if (reply.ok && "revision" in data) {
        form.elements.revision.value = sessionStorage[key] = data.revision;
        for (const name of Object.keys(sent)) if (!data.unread.includes(name.slice(2))) base[name] = sent[name];
        tell(say("Bản nháp đã lưu lúc {at}", { at: new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }) }));
        show(data.problems);
      } else if (data.latest?.fields) {
        catchUp(data.latest);
      } else {
        tell(data.error ?? say("Chưa lưu được, sẽ thử lại; những gì đã gõ còn giữ trên máy này."));
        if (!data.error) later(RETRY_AFTER);
      }
    } catch {
      tell(say("Mất kết nối: những gì đã gõ còn giữ trên máy này và sẽ được lưu khi có mạng."));
      later(RETRY_AFTER);
    }
    keep();
  };

  let again = false;
  const save = () => {
    if (running) {
      again = true;
      return running;
    }
    running = send().finally(() => {
      running = null;
      if (again) {
        again = false;
        later(0);
      }
    });
    return running;
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const show = (problems) => {
    const byElement = Map.groupBy ? Map.groupBy(problems, (p) => p.element) : group(problems);
    for (const row of form.querySelectorAll(".return-row")) {
      const found = byElement.get(row.dataset.row) ?? [];
      row.querySelector("[data-problems]").replaceChildren(
        ...found.map((p) => {
          const line = document.createElement("p");
          line.className = p.error ? "problem" : "warning";
          line.textContent = `${p.sentence} ${p.instruction}`;
          return line;
        }),
      );
      const isWrong = found.some((p) => p.error);
      row.classList.toggle("wrong", isWrong);
      const cell = row.querySelector("[name^='c-']");
      if (isWrong) cell.setAttribute("aria-invalid", "true");
      else cell.removeAttribute("aria-invalid");
      if (found.length) row.querySelector(".word")?.removeAttribute("data-quiet");
    }
  };

  // --- sending ----------------------------------------------------------------------------------------------------
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    const hold = (words) => {
      event.preventDefault();
      tell(words);
      told.scrollIntoView({ block: "nearest" });
    };
    if (clashes.size) return hold(say("Còn {left} ô hai nơi cùng sửa: chọn số đúng rồi gửi.", { left: clashes.size }));
    if (!navigator.onLine) return hold(say("Mất kết nối: chưa gửi được. Số đã gõ còn giữ trên máy này, có mạng thì bấm Gửi lại."));
    if (running) {
      // the save under way decides the revision that is sent
      event.preventDefault();
      again = false;
      running.then(() => form.requestSubmit(event.submitter));
      return;
    }
    if (token()) form.elements.csrfmiddlewaretoken.value = token();
    keep();
  });

  form.addEventListener("input", () => {
    keep();
    later(SAVE_AFTER);
  });
  window.addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, ASK_AFTER);

  // --- what this browser still holds ------------------------------------------------------------------------------
  const kept = localStorage[key] && JSON.parse(localStorage[key]);
  if (kept) {
    const now = base;
    join(kept.values, kept.base, now);
    if (isDirty()) {
      tell(say("Đã lấy lại những gì gõ dở trên máy này."));
      showClashes(say("Đang lưu trên máy chủ"));
      if (!clashes.size) later(0);
    } else localStorage.removeItem(key);
  }
  // a page that was on its way while the last save arrived, or that comes out of the browser's memory, is behind
  if (Number(sessionStorage[key] ?? 0) > Number(form.elements.revision.value)) ask();
  window.addEventListener("pageshow", (event) => event.persisted && ask());
  return { tell };
}

function group(problems) {
  const found = new Map();
  for (const p of problems) found.set(p.element, [...(found.get(p.element) ?? []), p]);
  return found;
}
