/* What the pages do beyond links and forms. Everything is found by data-* attributes. */
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Say something in the corner, for people and for screen readers. */
function say(words) {
  const toast = $("#toast");
  toast.textContent = words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { toast.textContent = ""; }, 4000);
}

/* data-copy-address: the address of this page; data-print: on paper. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-address], [data-print]");
  if (!button) return;
  if (button.hasAttribute("data-print")) return window.print();
  try {
    await navigator.clipboard.writeText(window.location.href);
    say(document.body.dataset.copied);
  } catch {
    window.prompt("", window.location.href);
  }
});

/* A part that htmx could not fetch. */
document.addEventListener("htmx:responseError", () => say(document.body.dataset.failed));
document.addEventListener("htmx:sendError", () => say(document.body.dataset.failed));
