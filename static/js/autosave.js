// Keeps what is being typed on the server, a few seconds after the last key, and when the page
// is left. A form says where in data-autosave; without this script the form still works.

const PAUSE = 3000;
const words = document.querySelector("[data-words]");
const say = (form, text) => {
  const place = form.querySelector("[data-saved]");
  if (place) place.textContent = text || "";
};

const bodyOf = (form) => {
  const body = new FormData(form);
  if ("quietly" in form.dataset) body.set("quietly", "1");
  return body;
};

const send = (form, leaving) =>
  fetch(form.dataset.autosave, {
    method: "POST",
    body: new URLSearchParams(bodyOf(form)),
    headers: { "x-requested-with": "fetch" },
    keepalive: leaving,
  });

/** Saves the form now; the version that the server answers goes into the form. */
async function save(form) {
  let answer;
  try {
    answer = await send(form, false);
  } catch {
    say(form, words && words.dataset.lostWords);
    return;
  }
  if (answer.status === 409) {
    say(form, words && words.dataset.staleWords);
    forget(form);
    return;
  }
  if (!answer.ok) {
    say(form, words && words.dataset.lostWords);
    return;
  }
  if (answer.status === 200) {
    const { version } = await answer.json();
    if (version !== undefined && form.elements.version) form.elements.version.value = version;
  }
  say(form, words && words.dataset.savedWords);
}

const waiting = new Map();
const kept = new Set();

const forget = (form) => {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  kept.delete(form);
};

/** One save after another: a second one that starts before the first is answered would be stale. */
const queue = new Map();
const inTurn = (form) => {
  const next = (queue.get(form) || Promise.resolve()).then(() => save(form));
  queue.set(form, next);
  return next;
};

/** Begins to keep what is typed into `form`. */
export function keep(form) {
  if (form.dataset.kept) return;
  form.dataset.kept = "1";
  kept.add(form);
  form.addEventListener("input", () => {
    if (!kept.has(form)) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => { waiting.delete(form); inTurn(form); }, PAUSE));
  });
  form.addEventListener("submit", () => forget(form));
}

/** Saves at once what still waits in `form`. */
export function flush(form) {
  if (!waiting.has(form)) return Promise.resolve();
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  return inTurn(form);
}

/** Stops keeping `form`. */
export { forget };

document.querySelectorAll("form[data-autosave]").forEach(keep);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const form of waiting.keys()) send(form, true).catch(() => {});
});
