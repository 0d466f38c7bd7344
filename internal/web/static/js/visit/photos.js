// The photos of a record on the page: adding, what each is of, taking out, and how
// far each is.
import { take } from "./shot.js";
import { megabytes } from "./desk.js";

// photos runs the part of the page; visit() gives the record they belong to and
// makes one when there is none yet, changed() is called after each change.
export function photos(it, visit, changed) {
  const part = it.find("photos");
  if (!part) return { draw: async () => [] };
  const list = it.find("photo-list"), kind = it.find("photo-kind"), note = it.find("photo-note");

  async function add(input) {
    const files = Array.from(input.files);
    if (!files.length) return;
    const v = await visit();
    let order = (await it.shelf.photos(v.id)).reduce((n, p) => Math.max(n, p.order + 1), 0), kept = 0;
    const lost = [];
    part.setAttribute("aria-busy", "true");
    for (const file of files) {
      note.textContent = it.t("keeping", { n: kept + lost.length + 1, all: files.length });
      try {
        const one = await take(file, v.id, kind.value, order++);
        await it.shelf.keepPhoto(one.photo, one.blob); // one by one: what is kept stays kept
        kept++;
      } catch (e) {
        lost.push(file.name + (e && e.name === "QuotaExceededError" ? it.t("full") : ""));
      }
    }
    part.removeAttribute("aria-busy");
    note.textContent = lost.length ? it.t("not_kept", { names: lost.join("、") }) : "";
    note.classList.toggle("late", lost.length > 0);
    input.value = "";
    await changed();
  }
  it.all("photo-add").forEach((input) => input.addEventListener("change", () => add(input)));

  list.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-photo-drop]");
    if (!button) return;
    if (!button.dataset.sure) { // the first press says what the second will do
      button.dataset.sure = "1";
      button.textContent = it.t("drop_sure");
      return;
    }
    await it.shelf.dropPhoto(button.dataset.photoDrop);
    await changed();
  });
  list.addEventListener("change", async (event) => {
    const id = event.target.dataset.photoKindOf;
    if (id) await it.shelf.editPhoto(id, (p) => { if (p.sent) return false; p.kind = event.target.value; p.trouble = ""; });
  });

  function line(p, v, now) {
    const row = document.createElement("li");
    row.className = "visit-shot";
    row.dataset.photo = p.id;
    const picture = document.createElement(p.small ? "img" : "span");
    picture.className = "visit-shot-picture";
    if (p.small) { picture.src = p.small; picture.alt = p.name; }
    const words = document.createElement("div");
    words.className = "visit-shot-words";
    const name = document.createElement("span");
    name.className = "visit-shot-name";
    name.textContent = p.name + " · " + megabytes(p.size);
    const state = document.createElement("span");
    const going = now.photo === p.id && !p.sent && v.state === "ready";
    state.className = "visit-shot-state visit-shot-" + (p.sent ? "sent" : p.trouble ? "back" : going ? "sending" : "kept");
    state.textContent = p.sent ? it.t("photo_sent") : p.trouble ? it.t("photo_back", { why: p.trouble })
      : going ? it.t("photo_sending", { share: now.size ? Math.floor(100 * now.done / now.size) : 0 }) : it.t("photo_kept");
    words.append(name, state);
    row.append(picture, words);
    if (!p.sent && v.state !== "ready") {
      const of = kind.cloneNode(true);
      ["id", "name", "data-photo-kind"].forEach((a) => of.removeAttribute(a));
      of.dataset.photoKindOf = p.id;
      of.value = p.kind;
      of.setAttribute("aria-label", it.t("kind_of", { name: p.name }));
      words.append(of);
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "button button-quiet";
      drop.dataset.photoDrop = p.id;
      drop.textContent = it.t("drop");
      row.append(drop);
    }
    return row;
  }

  // draw shows the photos of a record and gives them.
  async function draw(v, now) {
    const kept = v ? await it.shelf.photos(v.id) : [];
    list.textContent = "";
    kept.forEach((p) => list.append(line(p, v, now)));
    const count = it.find("photo-count");
    count.textContent = kept.length ? it.t("photos", { n: kept.length, size: megabytes(kept.reduce((n, p) => n + p.size, 0)) }) : "";
    it.all("photo-add").forEach((input) => { input.disabled = !!v && v.state === "ready"; });
    return kept;
  }
  return { draw };
}
