// The keyboard in lists: / to search, j and k to move, Enter to open, x to pick.
const typing = (el) => el && (/^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName) || el.isContentEditable);

export function rows(doc) {
  const all = () => Array.from(doc.querySelectorAll("tr[data-href]"));
  const here = () => doc.querySelector("tr.here");

  function move(step) {
    const list = all();
    if (!list.length) return;
    const at = list.indexOf(here());
    const next = list[Math.max(0, Math.min(list.length - 1, at + step))];
    list.forEach((row) => row.classList.toggle("here", row === next));
    next.scrollIntoView({ block: "nearest" });
  }

  function pick(row) {
    const box = row && row.querySelector(".pick input");
    if (box) box.click();
  }

  const keys = {
    "/": () => { const find = doc.querySelector("[data-find]"); if (find) { find.focus(); find.select(); } },
    j: () => move(1),
    k: () => move(here() ? -1 : 1),
    x: () => pick(here()),
    Enter: () => { if (here()) location.href = here().dataset.href; },
  };

  doc.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (typing(event.target) || !keys[event.key]) return;
    if (event.key === "Enter" && event.target !== doc.body) return;
    event.preventDefault();
    keys[event.key]();
  });
}
