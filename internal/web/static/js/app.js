// What the pages gain when scripts run. Every page works without this file:
// each part below looks for its own marks and leaves quietly if there are none.
import { rows } from "./rows.js";
import { menus } from "./menus.js";
import { forms } from "./forms.js";
import { news } from "./news.js";
import { hall } from "./hall.js";
import { materials } from "./materials.js";
import { split } from "./split.js";
import { forget } from "./forget.js";

for (const start of [menus, rows, forms, news, hall, materials, split, forget]) start(document);
