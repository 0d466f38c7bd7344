// The form of a visit: everything typed is kept on this device at once, and sent
// when the person says so and there is network.
import { newID } from "./shelf.js";
import { clock, desk, megabytes, stateOf, tidy } from "./desk.js";
import { fill, gather, lock, mistakes, over } from "./sheet.js";
import { photos } from "./photos.js";
import { courier } from "./send.js";
import { reach } from "./post.js";
import { keep } from "./link.js";
import { place } from "./place.js";

export async function form(root) {
  const it = await desk(root);
  const sheet = it.find("sheet");
  it.find("state").hidden = false;
  ready(it);
  if (!it.shelf) { it.find("state-text").textContent = it.t("no_shelf"); it.find("photos") && (it.find("photos").hidden = true); return; }

  let now = {}, away = ""; // what is on its way; why the server cannot be reached
  const lookOut = async () => { away = await reach(it.base, it.person); await draw(); };
  const empty = gather(sheet);
  let id = await current(it, sheet);

  // visit is the record on the page, begun with the first word or photo.
  async function visit() {
    if (id) return it.shelf.visit(id);
    id = root.dataset.mend || newID();
    const v = { id, project: it.project, name: root.dataset.name, person: it.person, version: Number(root.dataset.version || 0), state: "draft", begun: Date.now(), changed: Date.now(), fields: gather(sheet), mistakes: null, trouble: "" };
    await it.shelf.keepVisit(v);
    askToKeep();
    return v;
  }

  let waiting = 0;
  async function save() {
    clearTimeout(waiting);
    waiting = 0;
    const v = await visit();
    if (v.state === "ready" || v.state === "sent") return;
    await it.shelf.editVisit(id, (is) => { is.fields = over(is.fields, sheet); is.changed = Date.now(); if (is.state === "back" && !is.mistakes) is.state = "draft"; });
    await draw();
    others.postMessage({ changed: id });
  }
  sheet.addEventListener("input", () => { if (!waiting) waiting = setTimeout(save, 250); });
  sheet.addEventListener("change", save);
  document.addEventListener("visibilitychange", () => { if (document.hidden && waiting) save(); });
  window.addEventListener("pagehide", () => { if (waiting) save(); });

  const shots = photos(it, visit, async () => { await mended(); await draw(); });
  const post = courier(it.shelf, it.base, it.person, async (what) => {
    now = what.started ? { stopped: now.stopped } : Object.assign(now, what);
    if (what.visit) { now.stopped = ""; away = ""; }
    if (what.stopped !== undefined) {
      now.photo = ""; now.visit = ""; now.record = false;
      away = ["offline", "sign_in", "other_person"].includes(what.stopped) ? what.stopped : away;
    }
    await draw();
  });
  const others = window.BroadcastChannel ? new BroadcastChannel("guatu-visit:" + it.base) : { postMessage: () => {} };
  others.onmessage = () => draw(true);
  place(it, sheet, save);

  // mended: a photo the server refused was taken out, so the record may go again.
  async function mended() {
    if (!id) return;
    const left = await it.shelf.photos(id);
    await it.shelf.editVisit(id, (is) => { if (is.state === "back" && !is.trouble && !left.some((p) => p.trouble)) is.state = "draft"; else return false; });
  }

  it.find("send").addEventListener("click", async () => {
    await save();
    await it.shelf.editVisit(id, (is) => { is.state = "ready"; is.ready = Date.now(); is.mistakes = null; is.trouble = ""; });
    for (const p of await it.shelf.photos(id)) if (p.trouble) await it.shelf.editPhoto(p.id, (is) => { is.trouble = ""; });
    await draw();
    post.hurry();
  });
  sheet.addEventListener("submit", (event) => event.preventDefault());
  it.find("again").addEventListener("click", () => post.hurry());
  it.find("edit").addEventListener("click", async () => {
    await it.shelf.editVisit(id, (is) => { if (is.state !== "ready") return false; is.state = "draft"; });
    await draw();
  });
  it.find("new").addEventListener("click", async () => { id = ""; root.dataset.mend = ""; root.dataset.version = "0"; sheet.reset(); fill(sheet, Object.assign({}, empty, { day: it.today() })); await draw(); });
  it.find("discard").addEventListener("click", async (event) => {
    if (!event.target.dataset.sure) { event.target.dataset.sure = "1"; event.target.textContent = it.t("discard_sure"); return; }
    await it.shelf.dropVisit(id, await it.shelf.photos(id));
    location.reload();
  });
  window.addEventListener("online", () => { lookOut(); post.hurry(); });
  window.addEventListener("offline", () => { away = "offline"; draw(); });

  // draw shows how things stand; again lays the kept fields into the form, when
  // another tab changed them.
  async function draw(again) {
    const v = id ? await it.shelf.visit(id) : null;
    if (again && v && document.activeElement.form !== sheet) fill(sheet, v.fields);
    const list = await shots.draw(v, now);
    const state = v ? stateOf(it, v, list, now) : { look: "none", text: it.t("nothing") };
    it.find("state").dataset.look = state.look;
    it.find("state-text").textContent = state.text;
    it.find("why").textContent = why(it, v, list, now, away);
    it.find("sign-in").hidden = now.stopped !== "sign_in" && away !== "sign_in";
    const on = v && v.state === "ready", over = v && v.state === "sent";
    lock(sheet, !!(on || over));
    it.find("send").hidden = !!(on || over);
    it.find("again").hidden = !on;
    it.find("edit").hidden = !on || now.visit === id;
    it.find("new").hidden = !over;
    it.find("discard").hidden = !v || on || over;
    const link = it.find("record");
    link.hidden = !over;
    if (over) link.href = it.base + "/projects/" + it.project + "/visits/" + v.id;
    mistakes(sheet, v && v.state === "back" ? v.mistakes : null);
    space(it, v && v.state !== "sent", list);
  }

  // Only now is everything listened to: what scripts do takes the plain form's place.
  it.all("with-script").forEach((el) => { el.hidden = false; });
  it.all("plain").forEach((el) => { el.hidden = true; });
  await draw();
  await tidy(it.shelf);
  post.go();
  await lookOut();
}

// current finds the record that is not finished, and lays it into the form.
async function current(it, sheet) {
  const mine = (await it.shelf.visits()).filter((v) => v.person === it.person && v.project === it.project && v.state !== "sent");
  const mend = it.root.dataset.mend;
  const v = mend ? mine.find((o) => o.id === mend) : mine.filter((o) => !o.version || o.state !== "draft").sort((a, b) => b.begun - a.begun)[0];
  if (v) fill(sheet, v.fields);
  else if (!mend) fill(sheet, { day: it.today() });
  return v ? v.id : "";
}

// why says in words what holds it up.
function why(it, v, list, now, away) {
  if (v && v.state === "back") {
    if (v.trouble) return v.trouble;
    const wrong = Object.keys(v.mistakes || {}).length;
    if (wrong) return it.t("mistakes", { n: wrong });
    const n = list.filter((p) => p.trouble).length;
    if (n) return it.t("photos_back", { n });
  }
  if (v && v.state === "ready" && now.visit !== v.id) {
    if (["sign_in", "other_person", "later", "broken", "offline"].includes(now.stopped)) return [it.t(now.stopped)].concat(now.stopped === "later" ? now.sentences : []).join("\n");
  }
  if (away === "offline") return it.t("offline_page", { time: clock(it.made) });
  return ["sign_in", "other_person"].includes(away) ? it.t(away) : "";
}

// askToKeep asks the browser not to clear what is kept when space runs short.
function askToKeep() {
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
}

// space says what is kept here, and whether the browser promised to hold on to it.
async function space(it, unsent, list) {
  const box = it.find("space");
  let firm = false;
  try { firm = !!(navigator.storage && await navigator.storage.persisted()); } catch (e) { firm = false; }
  if (!unsent) { box.textContent = ""; return; }
  const left = list.filter((p) => !p.sent);
  box.textContent = (left.length ? it.t("space", { n: left.length, size: megabytes(left.reduce((n, p) => n + p.size, 0)) }) : "") + (firm ? it.t("firm") : it.t("not_firm"));
}

// ready says whether this page opens without network from now on.
async function ready(it) {
  const box = it.find("ready");
  const path = location.pathname + (it.root.dataset.mend ? location.search : "");
  const kept = await keep(await it.worker, [path, it.base + "/visit"]);
  box.textContent = kept.includes(path) ? it.t("ready") : window.isSecureContext ? it.t("not_ready") : it.t("not_secure");
  box.dataset.look = kept.includes(path) ? "yes" : "no";
}
