// What every page does beyond plain links and forms; everything works without it.

// after a form came back with faults, lead the reader to them
const faults = document.getElementById("faults");
if (faults) faults.focus();

// what cannot be taken back is asked once more; a form is sent once, however often it is pressed
document.addEventListener("submit", (event) => {
  const form = event.target;
  const asked = event.submitter && event.submitter.dataset.confirm;
  if (asked && !window.confirm(asked)) { event.preventDefault(); return; }
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post") form.dataset.sent = "1";
  setTimeout(() => { delete form.dataset.sent; }, 4000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.addEventListener("click", () => window.print());
});
