// Saves the opinion's own words while they are typed, and shows the letter anew after it.

const form = document.getElementById("o");
const status = document.getElementById("saving");
const letter = document.getElementById("letter");
const PAUSE = 1500;
let dirty = false;
let timer = 0;
let stopped = false;
let running = Promise.resolve();

async function save() {
  clearTimeout(timer);
  if (!dirty || stopped) return;
  dirty = false;
  status.textContent = form.dataset.saving;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form),
      headers: { accept: "application/json", "x-requested-with": "fetch" },
    });
    const said = await answer.json();
    if (!answer.ok) { stopped = true; status.textContent = said.words; return; }
    form.elements.version.value = said.version;
    status.textContent = `${form.dataset.saved} ${said.saved}`;
    await show();
  } catch {
    dirty = true;
    status.textContent = form.dataset.failed;
  }
}

async function show() {
  const answer = await fetch(letter.dataset.address, { headers: { "x-requested-with": "fetch" } });
  if (answer.ok) letter.innerHTML = await answer.text();
}

form.addEventListener("input", () => {
  dirty = true;
  clearTimeout(timer);
  timer = setTimeout(() => { running = running.then(save); }, PAUSE);
});

// another form leaves the page: what was typed here is saved first
document.addEventListener("submit", (event) => {
  if (event.target === form || !dirty || stopped) return;
  event.preventDefault();
  running = running.then(save).then(() => {
    delete event.target.dataset.sent;
    dirty = false;
    event.target.requestSubmit(event.submitter || undefined);
  });
});
