// Files that wait to be sent, kept in the browser (IndexedDB) so that a reload, a
// dead battery or a closed window loses none. Where that is not to be had they are
// kept as long as the page lives.
const NAME = "guatu-files", STORE = "waiting";
let memory = null;

function open() {
  return new Promise((resolve, reject) => {
    if (!window.indexedDB) { reject(new Error("none")); return; }
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "client" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function run(mode, act) {
  if (memory) return act(memory);
  let db;
  try { db = await open(); } catch (e) { memory = new Shelf(); return act(memory); }
  return new Promise((resolve, reject) => {
    const tx = db.transaction(STORE, mode), asked = act(tx.objectStore(STORE));
    tx.oncomplete = () => { db.close(); resolve(asked.result); };
    tx.onerror = tx.onabort = () => { db.close(); reject(tx.error); };
  });
}

// A Shelf answers like an object store, from memory.
class Shelf {
  constructor() { this.all = new Map(); }
  put(v) { this.all.set(v.client, v); return {}; }
  delete(k) { this.all.delete(k); return {}; }
  getAll() { return { result: Array.from(this.all.values()) }; }
}

export const put = async (file) => {
  try { await run("readwrite", (s) => s.put(file)); } catch (e) { memory = memory || new Shelf(); memory.put(file); } // no room on the disk
};
export const drop = (client) => run("readwrite", (s) => s.delete(client));
export const waiting = async () => (await run("readonly", (s) => s.getAll())) || [];

// uuid names an upload before the server knows of it.
export function uuid() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64; b[8] = (b[8] & 63) | 128;
  const hex = Array.from(b, (x) => (x + 256).toString(16).slice(1)).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
