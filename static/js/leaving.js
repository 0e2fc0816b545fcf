// Asks before answers that were typed and not saved are left behind: forms with data-unsaved.

const touched = new Set();

document.querySelectorAll("form[data-unsaved]").forEach((form) => {
  // what came back with faults was typed before and is not saved either
  if (form.dataset.unsaved === "again") touched.add(form);
  form.addEventListener("input", () => touched.add(form));
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) touched.delete(event.target);
});

window.addEventListener("beforeunload", (event) => {
  if (touched.size) event.preventDefault();
});
