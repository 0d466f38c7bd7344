// What both visit pages share: who reads, the words of the page, what this device
// keeps, and whether there is network.
import { open } from "./shelf.js";
import { worker } from "./link.js";

// desk reads the page's own data and opens the shelf. shelf is null where the
// browser keeps nothing (a private window): then the form works online as it is.
export async function desk(root) {
  const d = root.dataset;
  const say = JSON.parse(d.words);
  const it = {
    // today is the office's day when the page was made, and the days gone by since.
    today: () => dayText(new Date(Date.parse(d.today + "T00:00:00") + dayMs * Math.round((midnight(new Date()) - midnight(new Date(Number(d.made)))) / dayMs))),
    root, base: d.base, person: d.person, project: d.project || "", made: Number(d.made || 0), shelf: null, worker: null,
    // t is a sentence of the page with its figures put in.
    t: (key, figures) => (say[key] || key).replace(/\{(\w+)\}/g, (all, name) => (figures && name in figures ? figures[name] : all)),
    find: (mark) => root.querySelector("[data-" + mark + "]"),
    all: (mark) => Array.from(root.querySelectorAll("[data-" + mark + "]")),
  };
  try { it.shelf = await open(it.base); } catch (e) { it.shelf = null; }
  it.worker = worker(it.base); // not waited for: on a slow network it takes its time
  return it;
}

// clock is the time of day; day the date and time of a moment that is not today.
export function clock(ms) {
  const at = new Date(ms), two = (n) => String(n).padStart(2, "0");
  const time = two(at.getHours()) + ":" + two(at.getMinutes());
  return new Date().toDateString() === at.toDateString() ? time : dayText(at) + " " + time;
}

const dayMs = 24 * 3600 * 1000;
const midnight = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

// dayText is a day as the server writes it.
function dayText(day) {
  const two = (n) => String(n).padStart(2, "0");
  return day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate());
}

// megabytes is a size in words.
export function megabytes(bytes) {
  return bytes >= 1 << 20 ? (bytes / (1 << 20)).toFixed(1) + " MB" : Math.max(1, Math.round(bytes / 1024)) + " KB";
}

// state is the word of a record for people, with how it looks.
export function stateOf(it, v, photos, now) {
  if (v.state === "sent") return { look: "sent", text: it.t("sent", { time: clock(v.sent) }) };
  if (v.state === "back") return { look: "back", text: it.t("back") };
  if (v.state !== "ready") return { look: "kept", text: it.t("kept", { time: clock(v.changed) }) };
  if (now.visit === v.id && now.record) return { look: "sending", text: it.t("sending_record") };
  if (now.visit === v.id && now.all) return { look: "sending", text: it.t("sending", { n: now.n, all: now.all }) };
  return { look: "kept", text: it.t("waiting", { n: photos.filter((p) => p.sent).length, all: photos.length }) };
}

// tidy lets go of what arrived two weeks ago: the server has it.
export async function tidy(shelf) {
  const old = Date.now() - 14 * 24 * 3600 * 1000;
  for (const v of await shelf.visits()) {
    if (v.state === "sent" && v.sent < old) await shelf.dropVisit(v.id, await shelf.photos(v.id));
  }
}
