// Sending what was put ready: each photo where it broke off, then the record. One
// tab at a time sends; the server keeps one of each whatever comes twice.
import { sender, Trouble } from "./post.js";

const smallest = 128 << 10, largest = 4 << 20; // bytes of a piece
const waits = [5, 15, 60, 300]; // seconds until it is tried again

// courier sends for one person. tell is called with what happens, for the page.
export function courier(shelf, base, person, tell) {
  let tries = 0, timer = 0, running = null;

  // upload sends one photo. What the server has forgotten meanwhile, or what came
  // broken, is begun once more from the start.
  async function upload(to, v, p) {
    try {
      await piecewise(to, v, p);
    } catch (e) {
      if (e.kind !== "refused" || !/^upload\.(gone|unfinished|hash|broken|offset)$/.test(e.answer.code || "")) throw e;
      await piecewise(to, v, p);
    }
    await shelf.editPhoto(p.id, (is) => { is.sent = Date.now(); is.trouble = ""; });
  }

  async function piecewise(to, v, p) {
    const at = "/projects/" + v.project + "/uploads";
    const blob = await shelf.bytes(p.id);
    if (!blob) throw new Trouble("refused", { sentences: [] });
    const began = await to.post(at, { name: p.name, size: blob.size, hash: p.hash || "", client: p.id });
    let offset = began.offset, piece = 256 << 10, evidence = began.evidence;
    while (!evidence && offset < blob.size) {
      tell({ photo: p.id, done: offset, size: blob.size });
      const start = Date.now();
      try {
        const now = await to.put(at + "/" + began.id + "?offset=" + offset, blob.slice(offset, offset + piece));
        offset = now.offset;
        evidence = now.evidence;
        piece = Date.now() - start < 2000 ? Math.min(piece * 2, largest) : piece;
      } catch (e) {
        // The server knows better where to go on: a piece came whose answer was lost.
        if (e.kind === "refused" && e.args.offset !== undefined && e.args.offset !== offset) { offset = e.args.offset; continue; }
        if (e.kind === "later" && piece > smallest) { piece = smallest; }
        throw e;
      }
    }
    if (!evidence) await to.post(at + "/" + began.id + "/finish", { evidence: v.id + "." + p.kind, kind: p.kind, visit: v.id });
  }

  // photos sends those of a record; a photo the server refuses does not hold up the
  // others, but the record waits until it is taken out.
  async function photos(to, v) {
    let refused = 0;
    const list = await shelf.photos(v.id);
    for (const p of list) {
      if (p.sent) continue;
      tell({ visit: v.id, photo: p.id, n: list.filter((o) => o.sent).length + 1, all: list.length });
      try {
        await upload(to, v, p);
        p.sent = Date.now();
      } catch (e) {
        if (e.kind !== "refused") throw e;
        refused++;
        await shelf.editPhoto(p.id, (is) => { is.trouble = e.sentences.join("\n") || "?"; });
      }
    }
    return refused;
  }

  async function one(to, v) {
    if (await photos(to, v) > 0) {
      await shelf.editVisit(v.id, (is) => { is.state = "back"; });
      return;
    }
    tell({ visit: v.id, record: true });
    try {
      const kept = await to.post("/visit/" + v.project, Object.assign({ id: v.id, version: v.version || 0 }, v.fields));
      await shelf.arrived(v.id, kept.version, await shelf.photos(v.id));
    } catch (e) {
      if (e.kind !== "refused") throw e;
      // Our own first sending came through and its answer did not: mend that one.
      const mine = e.answer.code === "visit.changed" && !v.version;
      await shelf.editVisit(v.id, (is) => {
        if (mine) { is.version = e.args.version; return; }
        is.state = "back"; is.mistakes = e.answer.fields || {}; is.trouble = e.sentences.join("\n");
      });
      if (mine) await one(to, await shelf.visit(v.id));
    }
  }

  async function all() {
    const ready = (await shelf.visits()).filter((v) => v.person === person && v.state === "ready").sort((a, b) => a.ready - b.ready);
    if (!ready.length) return "";
    const to = sender(base, person);
    await to.fresh();
    for (const v of ready) {
      const now = await shelf.visit(v.id); // another tab may have been at it
      if (now && now.state === "ready") await one(to, now);
    }
    return "";
  }

  // alone lets one tab send. Where the browser has no locks (plain http), two tabs
  // may send at once, and the server keeps one.
  const alone = (fn) => navigator.locks ? navigator.locks.request("guatu-visit:" + base, fn) : fn();

  // go sends everything that is ready and says what stopped it, "" for nothing.
  // What may come right by itself is tried again later and later.
  function go() {
    clearTimeout(timer);
    if (running) return running;
    let sentences = [];
    running = alone(all).catch((e) => {
      if (!(e instanceof Trouble)) return "broken";
      sentences = e.sentences;
      return e.kind === "stale" || e.kind === "refused" ? "later" : e.kind;
    }).then((stopped) => {
      running = null;
      if (stopped === "offline" || stopped === "later") {
        timer = setTimeout(go, 1000 * waits[Math.min(tries, waits.length - 1)]);
        tries++;
      } else {
        tries = 0;
      }
      tell({ stopped, sentences });
      return stopped;
    });
    tell({ started: true });
    return running;
  }

  return { go, hurry: () => { tries = 0; return go(); } };
}
