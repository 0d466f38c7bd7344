// Asking the server, so that every outcome has a name: it went, there is no
// network, sign in again, try later, or the server refuses and says why.

// A Trouble is why something did not go: kind is offline, sign_in, other_person,
// later or refused; sentences are the server's.
export class Trouble extends Error {
  constructor(kind, answer) {
    super(kind);
    this.kind = kind;
    this.answer = answer || {};
    this.args = this.answer.args || {};
    this.sentences = this.answer.sentences || [];
  }
}

async function ask(url, init) {
  let answer;
  try {
    answer = await fetch(url, Object.assign({ credentials: "same-origin", headers: { Accept: "application/json" }, cache: "no-store" }, init));
  } catch (e) {
    throw new Trouble("offline");
  }
  let body = null;
  try { body = await answer.json(); } catch (e) { body = null; }
  if (answer.status === 401 || answer.redirected) throw new Trouble("sign_in", body);
  if (answer.ok && body) return body;
  if (answer.status === 403 && (!body || body.code === "session.form")) throw new Trouble("stale", body);
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408 || answer.ok) throw new Trouble("later", body);
  throw new Trouble("refused", Object.assign({ status: answer.status }, body));
}

// sender asks for one person: each request carries the fresh form token, asked for
// once and again when it has gone stale.
export function sender(base, person) {
  let token = "";
  async function fresh() {
    const who = await ask(base + "/form-token");
    if (who.person !== person) throw new Trouble("other_person");
    token = who.csrf;
  }
  async function call(path, init, again) {
    if (!token) await fresh();
    try {
      return await ask(base + path, init(token));
    } catch (e) {
      if (e.kind !== "stale") throw e;
      if (again) throw new Trouble("later", e.answer);
      token = "";
      return call(path, init, true);
    }
  }
  const post = (path, fields) => call(path, (csrf) => ({ method: "POST", body: new URLSearchParams(Object.assign({ csrf }, fields)) }));
  const put = (path, piece) => call(path, (csrf) => ({ method: "PUT", body: piece, headers: { Accept: "application/json", "X-Form-Token": csrf } }));
  return { fresh, post, put };
}

// reach tells whether the server is there and the same person is signed in: "" or
// the kind of trouble. A page that was kept cannot know by itself.
export async function reach(base, person) {
  try {
    await sender(base, person).fresh();
    return "";
  } catch (e) {
    return e.kind || "offline";
  }
}
