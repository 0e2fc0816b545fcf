// Files dropped anywhere on the page, sent one by one with their progress; what the server says
// of a file stands beside its name. Without this script the plain form does the same.

const form = document.querySelector("form[data-upload]");
const list = document.getElementById("uploads");
const area = document.getElementById("drop");
const words = list ? list.dataset : {};
let address = form ? form.dataset.upload : "";
let reached = ""; // where the basket is, once the server has made one
let busy = 0;

function start() {
  document.querySelectorAll("form[data-upload] input[type=file]").forEach((input) => {
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      send(files, input.dataset.slot || "");
    });
  });
  document.querySelectorAll("select[data-refresh]").forEach((select) => {
    refreshing(select);
  });
  returned();
  const plain = document.getElementById("more"); // files go at once when they are chosen
  if (plain) plain.remove();
  ["dragenter", "dragover"].forEach((name) => document.addEventListener(name, over));
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) away(); });
  document.addEventListener("drop", dropped);
  window.addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
}

/** Another type asks for other material: the page comes anew, with the reader where he was.
 *  With the arrow keys one passes over others: it waits until one stays or goes on. */
function refreshing(select) {
  let keyed = false;
  let timer = 0;
  const go = () => {
    timer = 0;
    try { sessionStorage.setItem("returned", select.id); } catch { /* then from the top */ }
    form.submit();
  };
  select.addEventListener("keydown", () => { keyed = true; });
  select.addEventListener("pointerdown", () => { keyed = false; });
  select.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(go, keyed ? 1500 : 0);
  });
  select.addEventListener("blur", () => { if (timer) { clearTimeout(timer); go(); } });
}

function returned() {
  try {
    const field = document.getElementById(sessionStorage.getItem("returned") || "");
    sessionStorage.removeItem("returned");
    if (field && !document.getElementById("faults")) field.focus();
  } catch { /* then from the top */ }
}

function hasFiles(event) {
  return event.dataTransfer && [...event.dataTransfer.types].includes("Files");
}

function over(event) {
  if (!hasFiles(event)) return;
  event.preventDefault();
  area.classList.add("over");
}

function away() {
  area.classList.remove("over");
}

function dropped(event) {
  if (!hasFiles(event)) return;
  event.preventDefault();
  away();
  send([...event.dataTransfer.files], "");
}

async function send(files, slot) {
  if (!files.length) return;
  const rows = files.map((file) => row(file));
  const outcomes = [];
  busy += 1;
  for (let at = 0; at < files.length; at += 1) {
    outcomes.push(await one(files[at], slot, rows[at]));
  }
  busy -= 1;
  if (busy) return;
  if (!list.querySelector(".fault")) goOn();
  else if (outcomes.some(Boolean) || reached) offer();
}

function row(file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  const said = document.createElement("span");
  said.className = "mut";
  said.textContent = words.wait;
  item.append(name, " ", said, bar);
  list.append(item);
  return { item, bar, said };
}

function one(file, slot, { bar, said }) {
  if (file.size > Number(words.most)) return Promise.resolve(refuse(bar, said, words.large));
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("x-requested-with", "upload");
    request.setRequestHeader("x-csrf", form.elements.csrf.value);
    request.upload.onprogress = (event) => {
      said.textContent = words.sending;
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    };
    request.upload.onload = () => { said.textContent = words.reading; bar.removeAttribute("value"); };
    request.onerror = () => resolve(refuse(bar, said, words.lost));
    request.onload = () => resolve(answered(request, bar, said));
    request.send(body(file, slot));
  });
}

function body(file, slot) {
  const data = new FormData();
  data.append(slot ? `file-${slot}` : "files", file, file.name);
  const kind = document.getElementById("kind");
  if (kind && !reached && kind.value) data.append("kind", kind.value);
  return data;
}

function answered(request, bar, said) {
  if (request.status === 401) return refuse(bar, said, words.out);
  let told;
  try { told = JSON.parse(request.responseText); } catch { return refuse(bar, said, words.lost); }
  if (told.address) {
    reached = told.address;
    address = `${reached}/files`;
  }
  if (told.refused.length) return refuse(bar, said, told.refused[0].words);
  bar.remove();
  said.className = "tag ok";
  said.textContent = `✓ ${words.taken}`;
  return true;
}

function refuse(bar, said, why) {
  bar.remove();
  said.className = "fault";
  said.textContent = `${words.refused}：${why}`;
  return false;
}

// everything was taken: on to what was recognised, keeping what was typed
function goOn() {
  if (form.id === "submission") form.submit();
  else if (reached) window.location.assign(reached);
}

// something was refused: let the reader see it, and go on when he wants to
function offer() {
  if (document.getElementById("go-on")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.id = "go-on";
  button.className = "btn sec";
  button.textContent = words.go;
  button.addEventListener("click", goOn);
  list.after(button);
}

if (form && list) start();
