// Forms with files: what is typed is sent first, then the files one by one, with
// their progress; what was not sent the last time goes on by itself.
import { put, drop, waiting, uuid } from "./queue.js";
import { send, askToken, Refused } from "./send.js";
import { shrink } from "./shrink.js";

const AT_ONCE = 2;

export function materials(doc) {
  const forms = Array.from(doc.querySelectorAll("form[data-upload]"));
  if (!forms.length || !window.fetch || !window.Promise) return;
  forms.forEach((form) => {
    form.addEventListener("submit", (event) => {
      const files = chosen(form);
      if (!files.length) return; // a plain form does that
      event.preventDefault();
      begin(form, files);
    });
    form.querySelectorAll("input[type=file]").forEach((input) => input.addEventListener("change", () => show(form)));
  });
  goOn(forms[0]);
}

const chosen = (form) => Array.from(form.querySelectorAll("input[type=file]")).reduce((all, input) => all.concat(Array.from(input.files)), []);

// show lists what was chosen, so that nobody wonders.
function show(form) {
  const list = form.querySelector("[data-uploads]");
  list.querySelectorAll("[data-chosen]").forEach((li) => li.remove());
  chosen(form).forEach((file) => { row(list, file.name, list.dataset.waiting).li.setAttribute("data-chosen", ""); });
}

async function begin(form, files) {
  const list = form.querySelector("[data-uploads]"), button = form.querySelector(".form-end .button");
  button.disabled = true;
  list.querySelectorAll("[data-chosen],[data-said]").forEach((li) => li.remove());
  try {
    const { person } = await askToken(form.dataset.token);
    const evidence = form.dataset.evidence || await enter(form);
    if (!evidence) { button.disabled = false; return; }
    const kind = form.elements.kind ? form.elements.kind.value : "";
    const records = files.map((file) => ({ client: uuid(), person, uploads: form.dataset.upload, token: form.dataset.token, evidence, kind, name: file.name, blob: file, raw: true }));
    for (const record of records) await put(record);
    form.querySelectorAll("input[type=file]").forEach((input) => { input.value = ""; });
    await sendAll(list, records, form.dataset.next);
  } catch (e) {
    say(list, list.dataset.again);
  }
  button.disabled = false;
}

// enter sends what was typed; the piece's own ID is made here, so that asking twice
// enters it once.
async function enter(form) {
  const list = form.querySelector("[data-uploads]"), fields = new URLSearchParams();
  form.fresh = form.fresh || uuid();
  for (const field of Array.from(form.elements)) if (field.name && field.type !== "file") fields.append(field.name, field.value);
  fields.set("evidence", form.fresh);
  fields.set("files_follow", "1");
  const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" }, credentials: "same-origin" });
  const told = await answer.json();
  if (answer.ok) return told.evidence;
  (told.sentences || []).forEach((sentence) => say(list, sentence));
  if (told.code === "evidence.known" && told.args) link(list, form.action + "/" + told.args.id, list.dataset.known);
  return "";
}

// goOn takes up what an earlier page of this person left behind for this project.
async function goOn(form) {
  const left = (await waiting()).filter((f) => f.uploads === form.dataset.upload);
  if (!left.length) return;
  const list = form.querySelector("[data-uploads]");
  try {
    const { person } = await askToken(form.dataset.token);
    const mine = left.filter((f) => f.person === person);
    if (!mine.length) return;
    say(list, list.dataset.left);
    await sendAll(list, mine, "");
  } catch (e) {
    say(list, list.dataset.again);
  }
}

// sendAll sends a few at once; when all are in, the next page shows them.
async function sendAll(list, records, next) {
  const lines = records.map((record) => line(list, record)), queue = lines.slice();
  let refused = 0;
  const worker = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) if (!await one()) refused++;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (!refused && next) location.href = next;
  else link(list, next || location.href, list.dataset.show);
}

// line shows one file and gives what sends it: true when it has arrived.
function line(list, record) {
  const view = row(list, record.name, list.dataset.waiting);
  view.stop(list.dataset.drop, () => { record.stopped = true; drop(record.client); view.li.remove(); });
  return async () => {
    if (record.stopped) return true;
    try {
      if (record.raw) {
        record.blob = await shrink(record.blob);
        record.raw = false;
        await put(record);
      }
      await send(record, (share) => view.shows(share, list.dataset.sending), () => view.shows(null, list.dataset.again));
      view.shows(1, list.dataset.done);
      await drop(record.client);
      return true;
    } catch (e) {
      if (e instanceof Refused && e.status === 401) { view.bad(list.dataset.signin); return false; }
      if (!(e instanceof Refused)) { view.bad(list.dataset.again); return false; }
      view.bad(list.dataset.refused + " " + (e.told.sentences || []).join(""));
      await drop(record.client);
      return false;
    }
  };
}

function row(list, name, state) {
  const doc = list.ownerDocument, make = (tag, cls, text) => { const el = doc.createElement(tag); el.className = cls; if (text) el.textContent = text; return el; };
  const li = make("li", ""), head = make("div", "uploads-line"), said = make("span", "uploads-state", state), bar = make("progress", "");
  head.append(make("span", "uploads-name", name), said);
  li.append(head);
  list.append(li);
  list.hidden = false;
  return {
    li,
    shows(share, words) { said.textContent = words; if (share !== null) { bar.value = share; bar.max = 1; if (!bar.parentNode) li.append(bar); } },
    bad(words) { said.remove(); bar.remove(); li.append(make("p", "uploads-bad", words)); },
    stop(words, act) { const b = make("button", "uploads-drop", words); b.type = "button"; b.addEventListener("click", act); head.append(b); },
  };
}

function say(list, words) {
  const li = list.ownerDocument.createElement("li");
  li.textContent = words;
  li.className = "uploads-bad";
  li.setAttribute("data-said", "");
  list.append(li);
  list.hidden = false;
}

function link(list, href, words) {
  const li = list.ownerDocument.createElement("li"), a = list.ownerDocument.createElement("a");
  a.href = href;
  a.textContent = words;
  li.append(a);
  li.setAttribute("data-said", "");
  list.append(li);
}
