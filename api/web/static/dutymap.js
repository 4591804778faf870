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

document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-select]")) event.target.select();
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
  return quotes.length ? quotes : $$(`.mark.line[data-block="${block}"]`, pages);
}

/** Scroll to what is chosen where it is hidden: by the head, by the pages, or below. */
function uncover(element) {
  const above = pages && window.matchMedia("(max-width: 1020px)").matches ? pages : $(".top");
  const { top, bottom } = element.getBoundingClientRect();
  const hidden = top < above.getBoundingClientRect().bottom || bottom > window.innerHeight;
  if (hidden) element.scrollIntoView({ block: "center", behavior: "instant" });
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
  uncover(chosen.target);
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

/* Files to import: dropped, or chosen one by one or by the folder; sent in as many requests as the
   service's limits ask for. */
const sending = $("form[data-send]");

async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const each of some) found.push(...(await filesOf(each)));
  }
  return found;
}

/** Files cut into loads that one request may carry. */
function loads(files, most, bytes) {
  const cut = [[]];
  let size = 0;
  for (const file of files) {
    if (cut.at(-1).length && (cut.at(-1).length >= most || size + file.size > bytes)) {
      cut.push([]);
      size = 0;
    }
    cut.at(-1).push(file);
    size += file.size;
  }
  return cut;
}

async function sendLoad(files) {
  const body = new FormData(sending);
  body.delete("files");
  body.delete("csrf");
  if (!body.get("jurisdiction")) body.delete("jurisdiction");
  files.forEach((file) => body.append("files", file, file.name));
  const headers = { "X-CSRF-Token": sending.elements.csrf.value };
  const answer = await fetch("/api/v1/imports", { method: "POST", body, headers });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail);
  return told.id;
}

if (sending) {
  const { chosen: chosenWords, sending: sendingWords } = sending.dataset;
  const said = $("[data-said]", sending);
  const drop = $("[data-drop]", sending);
  let chosen = [];
  const choose = (files) => {
    chosen = files.filter((file) => !file.name.startsWith("."));
    said.textContent = chosenWords.replace("{n}", chosen.length);
  };
  $$("[data-with-script]", sending).forEach((element) => { element.hidden = false; });
  $$("[data-files], [data-folder]", sending).forEach((input) => {
    input.addEventListener("change", () => choose([...input.files]));
  });
  ["dragover", "dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
  }));
  drop.addEventListener("drop", async (event) => {
    const plain = [...event.dataTransfer.files];
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    choose(entries.length ? (await Promise.all(entries.map(filesOf))).flat() : plain);
  });
  sending.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!chosen.length) return $("[data-files]", sending).click();
    const { mostFiles, mostMb } = sending.dataset;
    const cut = loads(chosen, Number(mostFiles), Number(mostMb) * 1e6 * 0.98);
    const ids = [];
    $("button[type=submit]", sending).disabled = true;
    try {
      for (const load of cut) {
        said.textContent = sendingWords.replace("{n}", ids.length + 1).replace("{of}", cut.length);
        ids.push(await sendLoad(load));
      }
      window.location = ids.length === 1 ? `/imports/${ids[0]}` : "/imports";
    } catch (error) {
      said.textContent = "";
      say(error.message || document.body.dataset.failed);
      $("button[type=submit]", sending).disabled = false;
    }
  });
}

/* An import that is going on: told by events, shown as the server shows it. */
const running = $("[data-import][data-running]");

if (running) {
  const number = running.dataset.import;
  const events = new EventSource(`/api/v1/imports/${number}/events`);
  events.addEventListener("import", async (event) => {
    if (JSON.parse(event.data).state !== "running") events.close();
    await htmx.ajax("GET", `/imports/${number}/files`, { target: "#import", swap: "innerHTML" });
  });
}

/* The matrix: families fold; a cell's words come into the drawer; arrows go from cell to cell. */
const matrix = $("[data-matrix]");

function fold(button, open) {
  button.setAttribute("aria-expanded", open);
  $$("tr:not(.family)", button.closest("tbody")).forEach((row) => { row.hidden = !open; });
}

/** The next cell that can be opened from a link, by rows and columns. */
function beside(link, down, right) {
  const rows = $$("tr:not([hidden])", matrix);
  const cell = link.closest("td");
  let row = rows.indexOf(cell.parentElement);
  let column = cell.cellIndex;
  for (;;) {
    row += down;
    column += right;
    if (row < 0 || row >= rows.length || column < 0 || column >= rows[row].cells.length) return null;
    const found = rows[row].classList.contains("family") ? null : $("a", rows[row].cells[column]);
    if (found) return found;
  }
}

if (matrix) {
  const drawer = $("#words");
  const all = $("[data-fold-all]");
  all.hidden = false;
  all.addEventListener("click", () => {
    const open = $$("[data-fold][aria-expanded=true]", matrix).length === 0;
    $$("[data-fold]", matrix).forEach((button) => fold(button, open));
  });
  matrix.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-fold]");
    if (button) return fold(button, button.getAttribute("aria-expanded") !== "true");
    const link = event.target.closest("td a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    $$("a.on", matrix).forEach((other) => other.classList.remove("on"));
    link.classList.add("on");
    await htmx.ajax("GET", link.getAttribute("href"), { target: "#words", swap: "innerHTML" });
    drawer.hidden = false;
  });
  matrix.addEventListener("keydown", (event) => {
    const step = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    const link = step && event.target.closest("td a");
    const next = link && beside(link, ...step);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#words [data-close]")) drawer.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") drawer.hidden = true;
  });
}

/* The graph: a name chosen in the picture or in its table stands out with what it is joined to;
   chosen again, its page opens. The table says the same, so the picture takes no keys. */
const picture = $("[data-graph]");
const ROW = 22; // pixels between names

function graphStyle(many) {
  const shape = (kind, name, colour) => ({ selector: `[kind="${kind}"]`, style: { shape: name, "background-color": colour } });
  const state = (name, colour) => ({ selector: `[state="${name}"]`, style: { "background-color": colour } });
  return [
    { selector: "node", style: { width: 10, height: 10, label: "data(label)", "font-size": 13, "font-family": getComputedStyle(document.body).fontFamily, color: "#1c242b", "text-valign": "center", "text-halign": "right", "text-margin-x": 5, "text-background-color": "#fff", "text-background-opacity": 0.85, "text-background-padding": 1, "text-wrap": "ellipsis", "text-max-width": "data(room)" } },
    { selector: ".left", style: { "text-halign": "left", "text-margin-x": -5 } },
    shape("place", "round-rectangle", "#55606a"), shape("agency", "ellipse", "#174a61"), shape("measure", "diamond", "#8a4b00"),
    state("held", "#1e6742"), state("forwarded", "#5a9b76"), state("differs", "#174a61"), state("gap", "#c77700"), state("required-gap", "#b3261e"),
    { selector: "edge", style: { width: "data(width)", "line-color": "#8b9198", opacity: many ? 0.15 : 0.45, "curve-style": "straight" } },
    { selector: "[role='support']", style: { "line-style": "dashed" } },
    { selector: ".tree", style: { "curve-style": "taxi", "taxi-direction": "downward", "taxi-turn": "100%", opacity: 0.7 } },
    { selector: ".dim", style: { opacity: 0.12 } },
    { selector: "edge.on", style: { "line-color": "#b3261e", opacity: 0.85 } },
  ];
}

/** Where a node stands: the tree is indented, columns leave room for their names. */
function graphPlace(node, drawing, width) {
  const left = Math.min(260, width * 0.34);
  const right = width - Math.min(300, width * 0.42);
  const x = drawing.tree ? 20 + node.x * 34 : [left, right][node.x];
  return { x, y: (node.y + (drawing.tree ? 0.8 : 0.3)) * ROW };
}

function drawGraph() {
  const drawing = JSON.parse(picture.dataset.graph);
  picture.hidden = false;
  picture.style.height = `${(drawing.rows + 1) * ROW}px`;
  const place = (node) => graphPlace(node, drawing, picture.clientWidth);
  const layout = { name: "preset", positions: (node) => place(node.data()), fit: false };
  const room = (node) => {
    const { x } = place(node);
    return (!drawing.tree && node.x === 0 ? x : picture.clientWidth - x) - 14;
  };
  const nodes = drawing.nodes.map((node) => ({ data: { ...node, room: room(node) }, classes: !drawing.tree && node.x === 0 ? "left" : "" }));
  const edges = drawing.edges.map((edge) => ({ data: { ...edge, width: Math.min(5, 1 + edge.duties / 3) }, classes: drawing.tree ? "tree" : "" }));
  const cy = cytoscape({ container: picture, elements: { nodes, edges }, style: graphStyle(edges.length > 300), layout, userZoomingEnabled: false, userPanningEnabled: false, boxSelectionEnabled: false, autoungrabify: true });
  window.addEventListener("resize", () => {
    cy.resize();
    cy.nodes().forEach((node) => { node.data("room", room(node.data())); });
    cy.layout(layout).run();
  });
  const choose = (id) => {
    const node = id ? cy.getElementById(id) : cy.collection();
    const near = node.closedNeighborhood().union(drawing.tree ? node.predecessors() : node);
    cy.elements().removeClass("dim on");
    if (node.nonempty()) cy.elements().not(near).addClass("dim");
    near.edges().addClass("on");
    $$("[data-node]").forEach((row) => row.classList.toggle("on", row.dataset.node === id));
    return id;
  };
  let chosen = null;
  cy.on("tap", (event) => {
    const id = event.target === cy || !event.target.isNode() ? null : event.target.id();
    if (id && id === chosen && event.target.data("address")) window.location = event.target.data("address");
    chosen = choose(id);
    $(`[data-node="${CSS.escape(id ?? "")}"]`)?.scrollIntoView({ block: "nearest" });
  });
  ["focusin", "mouseover"].forEach((kind) => $("[data-graph-table]").addEventListener(kind, (event) => {
    chosen = choose(event.target.closest("[data-node]")?.dataset.node ?? null);
  }));
  $("[data-graph-table]").addEventListener("mouseleave", () => { chosen = choose(null); });
}

if (picture) window.addEventListener("load", drawGraph);
