// A lost connection says so, and what could not be sent is sent again when the network is back.
import { say } from "./words.js";

const RETRY = 5000;
let unsent = new Map();
let timer;

function bar() {
  let found = document.getElementById("offline");
  if (!found) {
    found = document.createElement("p");
    found.id = "offline";
    found.className = "offline";
    found.setAttribute("role", "status");
    document.body.append(found);
  }
  return found;
}

function show() {
  const away = !navigator.onLine || unsent.size > 0;
  if (!away && !document.getElementById("offline")) return;
  bar().hidden = !away;
  bar().textContent = unsent.size
    ? say("Mất kết nối với máy chủ. Những gì vừa làm vẫn còn ở đây và sẽ được gửi lại.")
    : say("Mất kết nối mạng. Những gì đã gõ vẫn còn trên trang.");
}

function retry() {
  clearTimeout(timer);
  const waiting = unsent;
  unsent = new Map();
  for (const [element, event] of waiting) {
    if (element.isConnected) window.htmx.trigger(element, event);
  }
  show();
}

export function watchConnection() {
  window.addEventListener("offline", show);
  window.addEventListener("online", retry);
  document.addEventListener("htmx:sendError", (event) => {
    const { elt, requestConfig } = event.detail;
    unsent.set(elt, requestConfig.triggeringEvent?.type ?? "click");
    clearTimeout(timer);
    timer = setTimeout(retry, RETRY);
    show();
  });
  document.addEventListener("htmx:afterOnLoad", show);
}
