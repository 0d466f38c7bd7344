// The pages of field visits, which also work without network. Nothing else loads
// this file.
import { form } from "./visit/form.js";
import { round } from "./visit/round.js";

const sheet = document.querySelector("[data-visit-form]"), list = document.querySelector("[data-visit-round]");
if (sheet) form(sheet);
if (list) round(list);
