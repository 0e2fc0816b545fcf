// The workbench: a selection becomes a remark, cards stand beside their words, keys lead on.

import { placeOf, rangeOf } from "./annotate-places.js";
import { flush, forget, keep } from "./autosave.js";

const paper = document.getElementById("paper");
const cards = document.querySelector("[data-cards]");
const pick = document.querySelector("[data-pick]");
const template = document.querySelector("template[data-panel]");
const wide = window.matchMedia("(min-width: 60.01rem)");
let chosen = null; // the place that is selected now
let panel = null;

// ---- a selection and the button beside it ----

const select = () => {
  if (!pick || panel) return;
  chosen = placeOf(document.getSelection(), paper);
  pick.hidden = !chosen;
  if (chosen && wide.matches) {
    const boxes = document.getSelection().getRangeAt(0).getClientRects();
    const last = boxes[boxes.length - 1];
    if (!last) return;
    pick.style.left = `${Math.min(last.right + window.scrollX, window.innerWidth - 120)}px`;
    pick.style.top = `${last.bottom + window.scrollY + 6}px`;
  }
};

const open = () => {
  if (!chosen || panel) return;
  panel = template.content.firstElementChild.cloneNode(true);
  for (const name of ["paragraph", "start", "end_paragraph", "end"]) {
    panel.elements[name].value = chosen[name];
  }
  panel.elements.quote.value = chosen.quote;
  panel.querySelector("[data-quote]").textContent = chosen.quote;
  paint(chosen);
  const margin = document.querySelector(".wb-margin");
  margin.insertBefore(panel, cards);
  wire(panel);
  pick.hidden = true;
  panel.elements.text.focus({ preventScroll: !wide.matches });
  align();
};

/** The words that are being commented stay visible while the panel is open. */
const paint = (place) => {
  if (!window.Highlight || !CSS.highlights) return;
  const range = rangeOf(place, paper);
  if (range) CSS.highlights.set("chosen", new Highlight(range));
};

const wire = (form) => {
  const proposes = form.elements.proposes;
  const field = form.querySelector("[data-proposal]");
  const toggle = () => {
    field.hidden = !proposes.checked;
    if (proposes.checked && !form.elements.proposal.value) {
      form.elements.proposal.value = form.elements.quote.value;
    }
  };
  proposes.addEventListener("change", toggle);
  form.querySelector("[data-close]").addEventListener("click", () => close(true));
  toggle();
  keep(form);
};

/** Closes the panel; what was typed stays on the server as a sketch unless it is thrown away. */
async function close(thrownAway) {
  if (!panel) return;
  const form = panel;
  const typed = form.elements.text.value || form.elements.basis.value || form.elements.proposes.checked;
  if (thrownAway) {
    form.elements.text.value = form.elements.basis.value = form.elements.proposal.value = "";
    form.elements.proposes.checked = false;
    if (typed) form.dispatchEvent(new Event("input"));
  }
  panel = null;
  form.remove();
  if (window.CSS && CSS.highlights) CSS.highlights.delete("chosen");
  align();
  await flush(form);
  forget(form);
}

// ---- cards beside their words ----

const list = () => (cards ? Array.from(cards.querySelectorAll("[data-note]")) : []);
const marksOf = (note) => Array.from(paper.querySelectorAll("mark")).filter(
  (mark) => mark.dataset.note.split(" ").includes(note));

/** Every card as high as its words, or right below the card before it. */
const align = () => {
  for (const card of list()) card.style.marginTop = "";
  if (!wide.matches) return;
  for (const card of list()) {
    const mark = marksOf(card.dataset.note)[0];
    if (!mark) continue;
    const gap = mark.getBoundingClientRect().top - card.getBoundingClientRect().top;
    if (gap > 0) card.style.marginTop = `${Math.round(gap)}px`;
  }
};

const light = (note) => {
  for (const one of document.querySelectorAll(".note.on, mark.on")) one.classList.remove("on");
  const card = document.getElementById(`card-${note}`);
  if (card) card.classList.add("on");
  for (const mark of marksOf(note)) mark.classList.add("on");
  return card;
};

const show = (note) => {
  const card = light(note);
  if (!card) return;
  card.focus({ preventScroll: true });
  const mark = marksOf(note)[0];
  if (wide.matches && mark) mark.scrollIntoView({ block: "center" });
  card.scrollIntoView({ block: wide.matches ? "nearest" : "center" });
};

const step = (way) => {
  const all = list();
  if (!all.length) return;
  const now = all.findIndex((card) => card.classList.contains("on"));
  const next = now < 0 ? (way > 0 ? 0 : all.length - 1) : now + way;
  if (all[next]) show(all[next].dataset.note);
};

// ---- keys ----

const KEYS = "workbench.keys";
const box = document.getElementById("keys");
const remembered = () => {
  try { return localStorage.getItem(KEYS); } catch { return null; }
};
if (box) {
  box.checked = remembered() !== "off";
  box.addEventListener("change", () => {
    try { localStorage.setItem(KEYS, box.checked ? "on" : "off"); } catch { /* not kept */ }
  });
}

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape" && panel) { close(false); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (box && !box.checked) return;
  const key = event.key.toLowerCase();
  if (key === "c" && chosen && !panel) { event.preventDefault(); open(); }
  if (key === "j") step(1);
  if (key === "k") step(-1);
});

/** After saving: on a phone the cards stand below the text, and the reader was in the text. */
const land = (note) => {
  light(note);
  const mark = marksOf(note)[0];
  if (mark) mark.scrollIntoView({ block: "center" });
};

// ---- start ----

if (paper) {
  document.addEventListener("selectionchange", select);
  paper.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && document.getSelection().isCollapsed) show(mark.dataset.note.split(" ")[0]);
  });
  if (pick) {
    pick.addEventListener("pointerdown", (event) => event.preventDefault());
    pick.addEventListener("click", open);
  }
  if (cards) cards.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-note]");
    if (card) light(card.dataset.note);
  });
  const outline = document.querySelector("[data-outline]");
  if (outline && !wide.matches) outline.open = false;
  window.addEventListener("load", align);
  window.addEventListener("resize", align);
  document.addEventListener("toggle", align, true);
  if (location.hash.startsWith("#card-")) window.addEventListener("load", () => land(location.hash.slice(6)));
}
