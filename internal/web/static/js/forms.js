// Forms that send themselves, tick-all boxes, printing, and files that can be
// dropped. Buttons that only a form without scripts needs carry data-plain.
export function forms(doc) {
  doc.querySelectorAll("form[data-auto]").forEach((form) => {
    form.querySelectorAll("[data-plain]").forEach((button) => { button.hidden = true; });
    form.addEventListener("change", () => send(form));
  });
  // A field left empty is no filter: it stays out of the address.
  doc.querySelectorAll("form[method=get]").forEach((form) => form.addEventListener("submit", () => thin(form)));

  doc.querySelectorAll("[data-pick-all]").forEach((all) => all.addEventListener("change", () => {
    all.closest("table").querySelectorAll(".pick input").forEach((box) => { box.checked = all.checked; });
    count(doc);
  }));
  doc.addEventListener("change", (event) => { if (event.target.closest(".pick")) count(doc); });
  doc.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  doc.querySelectorAll("label.drop").forEach(drop);
  count(doc);
}

function send(form) {
  if (form.requestSubmit) form.requestSubmit();
  else { thin(form); form.submit(); }
}

function thin(form) {
  Array.from(form.elements).forEach((field) => { if (field.name && field.value === "") field.disabled = true; });
  // Coming back by the browser's own button must find the fields alive.
  setTimeout(() => Array.from(form.elements).forEach((field) => { field.disabled = false; }), 400);
}

function count(doc) {
  const picked = doc.querySelectorAll("tbody .pick input:checked").length;
  doc.querySelectorAll("[data-picked]").forEach((el) => { el.textContent = picked; });
  doc.querySelectorAll("[data-needs-pick]").forEach((el) => { el.disabled = picked === 0; });
  doc.querySelectorAll(".bulk").forEach((el) => { el.classList.toggle("bulk-idle", picked === 0); });
}

function drop(label) {
  const input = label.querySelector("input[type=file]");
  const over = (on) => (event) => { event.preventDefault(); label.classList.toggle("drop-over", on); };
  label.addEventListener("dragover", over(true));
  label.addEventListener("dragleave", over(false));
  label.addEventListener("drop", (event) => { over(false)(event); input.files = event.dataTransfer.files; });
}
