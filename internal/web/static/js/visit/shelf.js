// What this device keeps: records of visits and their photos, in IndexedDB, so
// that a killed browser loses nothing. Every change is one transaction, and the
// promise resolves when it is on the disk, not before.
const version = 1;

// open gives the shelf of one campaign; the base tells several on one address apart.
export function open(base) {
  return new Promise((resolve, reject) => {
    if (!window.indexedDB) { reject(new Error("indexedDB")); return; }
    const asked = indexedDB.open("guatu-visit:" + base, version);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore("visits", { keyPath: "id" });
      db.createObjectStore("photos", { keyPath: "id" }).createIndex("visit", "visit");
      db.createObjectStore("bytes");
    };
    asked.onsuccess = () => resolve(shelf(asked.result));
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function shelf(db) {
  // Another tab with a newer page must not wait for this one.
  db.onversionchange = () => db.close();
  const read = (store, ask) => answer(ask(db.transaction(store).objectStore(store)));
  const write = (stores, act) => new Promise((resolve, reject) => {
    const tx = db.transaction(stores, "readwrite", { durability: "strict" });
    tx.oncomplete = () => resolve();
    tx.onerror = tx.onabort = () => reject(tx.error || new Error("abort"));
    act((name) => tx.objectStore(name), tx);
  });
  // edit changes one record as it is at that moment, so that two tabs do not undo
  // each other; change may return false to leave it alone.
  const edit = (store, id, change) => {
    let is = null;
    return write([store], (of) => {
      const got = of(store).get(id);
      got.onsuccess = () => {
        is = got.result;
        if (is && change(is) !== false) of(store).put(is);
      };
    }).then(() => is);
  };

  return {
    visit: (id) => read("visits", (s) => s.get(id)),
    visits: () => read("visits", (s) => s.getAll()),
    keepVisit: (v) => write(["visits"], (of) => { of("visits").put(v); }),
    editVisit: (id, change) => edit("visits", id, change),
    photos: (visit) => read("photos", (s) => s.index("visit").getAll(visit)).then((list) => list.sort((a, b) => a.order - b.order)),
    keepPhoto: (p, blob) => write(["photos", "bytes"], (of) => { of("photos").put(p); of("bytes").put(blob, p.id); }),
    editPhoto: (id, change) => edit("photos", id, change),
    bytes: (id) => read("bytes", (s) => s.get(id)),
    dropPhoto: (id) => write(["photos", "bytes"], (of) => { of("photos").delete(id); of("bytes").delete(id); }),
    dropVisit: (id, photos) => write(["visits", "photos", "bytes"], (of) => {
      of("visits").delete(id);
      photos.forEach((p) => { of("photos").delete(p.id); of("bytes").delete(p.id); });
    }),
    // arrived marks a record as sent and lets its photos' bytes go, all or nothing:
    // the server has them.
    arrived: (id, version, photos) => write(["visits", "bytes"], (of) => {
      const got = of("visits").get(id);
      got.onsuccess = () => {
        const v = got.result;
        v.state = "sent"; v.version = version; v.sent = Date.now(); v.mistakes = null; v.trouble = "";
        of("visits").put(v);
      };
      photos.forEach((p) => of("bytes").delete(p.id));
    }),
  };
}

// newID is a UUID (version 7: it begins with the time, so that records sort by it).
export function newID() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  let t = Date.now();
  for (let i = 5; i >= 0; i--) { b[i] = t % 256; t = Math.floor(t / 256); }
  b[6] = 0x70 | (b[6] & 0x0f);
  b[8] = 0x80 | (b[8] & 0x3f);
  const hex = Array.from(b, (n) => (n + 256).toString(16).slice(1)).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
