// The list of projects to visit: what of each is kept on this device, sending it,
// and having the forms kept for where there is no network.
import { desk, stateOf, tidy, clock } from "./desk.js";
import { courier } from "./send.js";
import { reach } from "./post.js";
import { keep } from "./link.js";

export async function round(root) {
  const it = await desk(root);
  const paths = () => it.all("form-of").map((row) => it.base + "/visit/" + row.dataset.formOf);
  const status = it.find("ready");
  it.all("with-script").forEach((el) => { el.hidden = false; });
  let away = "";
  const showAway = () => {
    it.find("why").textContent = away === "offline" ? it.t("offline_page", { time: clock(it.made) }) : ["sign_in", "other_person"].includes(away) ? it.t(away) : "";
    it.find("sign-in").hidden = away !== "sign_in";
  };
  const lookOut = async () => { away = await reach(it.base, it.person); showAway(); };
  lookOut();
  window.addEventListener("offline", lookOut);

  // mark says beside each project whether its form opens without network.
  function mark(kept) {
    it.all("form-of").forEach((row) => {
      const has = kept.includes(it.base + "/visit/" + row.dataset.formOf);
      const word = row.querySelector("[data-kept]");
      word.hidden = !has;
    });
    status.textContent = kept.includes(it.base + "/visit") ? it.t("ready") : window.isSecureContext ? it.t("not_ready") : it.t("not_secure");
  }
  it.worker.then(async (worker) => mark(await keep(worker, [it.base + "/visit"])));
  const all = it.find("keep-all");
  all.addEventListener("click", async () => {
    all.disabled = true;
    status.textContent = it.t("keeping_forms");
    const kept = await keep(await it.worker, [it.base + "/visit"].concat(paths()));
    mark(kept);
    const missing = paths().filter((p) => !kept.includes(p)).length;
    status.textContent = missing ? it.t("forms_missing", { n: missing }) : it.t("forms_kept", { n: paths().length });
    all.disabled = false;
  });
  if (!it.shelf) { all.hidden = true; status.textContent = it.t("no_shelf"); return; }

  let now = {};
  const box = it.find("drafts"), list = it.find("draft-list");
  const post = courier(it.shelf, it.base, it.person, (what) => {
    now = what.started ? {} : Object.assign(now, what);
    if (what.stopped !== undefined) { now.photo = ""; now.visit = ""; now.record = false; }
    draw();
  });

  function line(v, photos) {
    const row = document.createElement("li");
    const state = stateOf(it, v, photos, now);
    const link = document.createElement("a");
    link.href = v.state === "sent" ? it.base + "/projects/" + v.project + "/visits/" + v.id : it.base + "/visit/" + v.project;
    link.textContent = v.name || v.project;
    const word = document.createElement("span");
    word.className = "draft-state";
    word.dataset.look = state.look;
    word.textContent = state.text + (photos.length ? " · " + it.t("n_photos", { n: photos.length }) : "");
    row.append(link, word);
    return row;
  }

  async function draw() {
    const everything = await it.shelf.visits();
    const mine = everything.filter((v) => v.person === it.person).sort((a, b) => b.begun - a.begun);
    const strange = everything.filter((v) => v.person !== it.person && v.state !== "sent").length;
    const rows = [];
    for (const v of mine) rows.push(line(v, await it.shelf.photos(v.id)));
    list.textContent = "";
    rows.forEach((row) => list.append(row));
    box.hidden = !mine.length && !strange;
    it.find("strange").textContent = strange ? it.t("strange", { n: strange }) : "";
    const waits = mine.some((v) => v.state === "ready");
    it.find("send-all").hidden = !waits;
    if (waits && now.stopped && now.stopped !== "offline") it.find("why").textContent = it.t(now.stopped);
  }
  it.find("send-all").addEventListener("click", () => post.hurry());
  window.addEventListener("online", () => { lookOut(); post.hurry(); });
  await tidy(it.shelf);
  await draw();
  post.go();
}
