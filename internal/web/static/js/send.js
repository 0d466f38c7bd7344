// One file sent in pieces: announced, sent on from wherever the server says it is,
// finished. Every step may be asked twice; a broken connection is waited out.
const PIECE = 1 << 20, HASHED = 64 << 20;

// FINAL are the failures that waiting does not mend.
const FINAL = ["blob.full", "blob.quota", "evidence.no_store"];

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// A Refused is the server's no: sentences for a person, and no use in trying again.
export class Refused extends Error {
  constructor(status, told) { super(told.code || String(status)); this.status = status; this.told = told; }
}

let token = null;

// askToken gets the form token anew: a page that was opened long ago has an old one.
export async function askToken(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Refused(answer.status, { code: "token" });
  token = await answer.json();
  return token;
}

async function call(file, method, path, body) {
  const headers = { Accept: "application/json", "X-Form-Token": token.csrf };
  if (body instanceof URLSearchParams) body.set("csrf", token.csrf);
  const answer = await fetch(file.uploads + path, { method, headers, body, credentials: "same-origin" });
  const told = await answer.json().catch(() => ({ sentences: [] }));
  if (answer.ok) return told;
  if (answer.status >= 500 && !FINAL.includes(told.code)) throw new Error(String(answer.status)); // later
  throw new Refused(answer.status, told);
}

const form = (fields) => new URLSearchParams(Object.keys(fields).filter((k) => fields[k]).map((k) => [k, String(fields[k])]));

// send brings one file in and gives what the server says of it. onStep is told the
// share that has arrived; onWait that the network is away.
export async function send(file, onStep, onWait) {
  if (file.hash === undefined) file.hash = await digest(file.blob);
  for (let tries = 0; ; tries++) {
    try {
      if (!token) await askToken(file.token);
      return await attempt(file, (share) => { tries = 0; onStep(share); });
    } catch (e) {
      if (e instanceof Refused && !mendable(e, tries)) throw e;
      if (e instanceof Refused && e.status === 403) { token = null; continue; }
      onWait();
      await wait(Math.min(30000, 1000 * 2 ** Math.min(tries, 5)));
    }
  }
}

// mendable tells that trying again helps: the token was old, somebody else sent the
// same piece, or the server has forgotten the upload.
function mendable(e, tries) {
  return tries < 4 && (e.status === 403 && e.told.code === "session.form" || ["upload.offset", "upload.unfinished", "upload.gone", "upload.hash"].includes(e.told.code));
}

async function attempt(file, onStep) {
  let up = await call(file, "POST", "", form({ name: file.name, size: file.blob.size || "0", hash: file.hash, client: file.client }));
  while (!up.evidence && up.offset < file.blob.size) {
    onStep(up.offset / file.blob.size);
    up = await call(file, "PUT", "/" + up.id + "?offset=" + up.offset, file.blob.slice(up.offset, up.offset + PIECE));
  }
  onStep(1);
  if (up.evidence) return up;
  return call(file, "POST", "/" + up.id + "/finish", form({ evidence: file.evidence, kind: file.kind, visit: file.visit }));
}

// digest is the SHA-256 of a file of reasonable size, "" where browsers keep that
// from pages without TLS.
async function digest(blob) {
  if (!(window.crypto && crypto.subtle) || blob.size > HASHED || !blob.size) return "";
  const sum = await crypto.subtle.digest("SHA-256", await new Response(blob).arrayBuffer());
  return Array.from(new Uint8Array(sum), (x) => (x + 256).toString(16).slice(1)).join("");
}
