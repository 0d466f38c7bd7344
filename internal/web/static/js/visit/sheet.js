// The fields of the form as a plain object, and back; and the server's sentences
// beside the fields they are about.

// gather reads what is filled in; names are those the server reads.
export function gather(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !["csrf", "id", "version"].includes(name)) fields[name] = value;
  }
  return fields;
}

// over lays what is filled in now over what was kept: an answer to a question that
// this form no longer asks is not lost.
export function over(was, form) {
  const is = Object.assign({}, was, gather(form));
  is.asked = Array.from(new Set(((was || {}).asked || "").split(",").concat(is.asked.split(",")))).filter(Boolean).join(",");
  return is;
}

// fill lays what was kept into the form. What was not kept stays as it came.
export function fill(form, fields) {
  Object.keys(fields).forEach((name) => {
    const field = form.elements[name];
    if (!field || name === "asked") return;
    field.value = fields[name]; // of radio buttons too: a list of them has a value
  });
}

// lock shows the form without letting it be changed while it is on its way.
export function lock(form, on) {
  form.querySelectorAll("fieldset[data-lock]").forEach((part) => { part.disabled = on; });
}

// mistakes shows the sentences; those without a field stay for the page's head.
export function mistakes(form, list) {
  form.querySelectorAll("[data-mistake]").forEach((old) => old.remove());
  form.querySelectorAll(".field-bad").forEach((old) => old.classList.remove("field-bad"));
  let first = null;
  Object.keys(list || {}).forEach((name) => {
    let field = form.elements[name];
    if (field && !field.closest && field.length) field = field[0]; // radio buttons
    const box = field && field.closest(".field");
    if (!box) return;
    const line = document.createElement("p");
    line.className = "mistake";
    line.setAttribute("data-mistake", "");
    line.textContent = list[name];
    box.appendChild(line);
    box.classList.add("field-bad");
    first = first || box;
  });
  return first;
}
