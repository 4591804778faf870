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

/* A directive: what the address names (#a17 a duty, #b-b8 a block, #p-… a provision) is marked on
   the pages too, also where it runs over a page's end; a click on a page changes the address. */
const pages = $("[data-pages]");

/** The element that the address names, with its block and duty; null where it names none. */
function named() {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (!target) return null;
  const clause = target.matches("[data-block]") ? target : $("[data-block]", target);
  return clause && { target: clause, block: clause.dataset.block, duty: clause.dataset.duty, page: clause.dataset.page };
}

function marksOf({ block, duty }) {
  const quotes = duty ? $$(`.mark[data-duties~="${duty}"]`, pages) : [];
  return quotes.length ? quotes : $$(`.mark[data-block="${block}"]`, pages);
}

function bring(element, share) {
  const inside = element.getBoundingClientRect().top - pages.getBoundingClientRect().top;
  pages.scrollTo({ top: pages.scrollTop + inside - pages.clientHeight * share });
}

/** Mark what the address names, and bring its page into view. */
function show() {
  $$(".on").forEach((element) => element.classList.remove("on"));
  const chosen = named();
  if (!chosen) return;
  chosen.target.classList.add("on");
  if (!pages) return;
  const marks = marksOf(chosen);
  marks.forEach((mark) => mark.classList.add("on"));
  const leaf = chosen.page && document.getElementById(`page-${chosen.page}`);
  if (marks.length) bring(marks[0], 0.3);
  else if (leaf) bring(leaf, 0);
}

if ($(".tree")) {
  window.addEventListener("hashchange", show);
  window.addEventListener("load", show);
}

if (pages) {
  pages.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    const duty = mark.dataset.duties?.split(" ")[0];
    window.location.hash = duty ? `a${duty}` : `b-${mark.dataset.block}`;
  });
  /* The boxes of a page come when it comes into view. */
  pages.addEventListener("htmx:afterSwap", () => {
    const chosen = named();
    if (chosen && !$(".mark.on", pages)) show();
    else if (chosen) marksOf(chosen).forEach((mark) => mark.classList.add("on"));
  });
}
