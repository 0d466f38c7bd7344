-- Made by `go test ./internal/store -run Schema -update` from the migrations. Read, do not edit.

CREATE TABLE answer (
  tenant  TEXT NOT NULL,
  id      TEXT NOT NULL,
  project TEXT NOT NULL,
  doubt   TEXT NOT NULL,
  facts   TEXT NOT NULL,
  body    TEXT NOT NULL,
  who     TEXT NOT NULL,
  name    TEXT NOT NULL,
  made_on TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE INDEX answer_project ON answer (tenant, project, id);

CREATE TABLE approval (
  tenant      TEXT NOT NULL,
  id          TEXT NOT NULL,
  version     BIGINT NOT NULL,
  project     TEXT NOT NULL,
  item        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  on_day      TEXT NOT NULL,
  reason      TEXT NOT NULL,
  until_day   TEXT NOT NULL,
  notice      TEXT NOT NULL,
  missing     TEXT NOT NULL,
  supply_by   TEXT NOT NULL,
  doc         TEXT NOT NULL,
  approver    TEXT NOT NULL,
  certificate TEXT NOT NULL,
  department  TEXT NOT NULL,
  agrees      SMALLINT NOT NULL,
  note        TEXT NOT NULL,
  source      TEXT NOT NULL,
  who         TEXT NOT NULL,
  name        TEXT NOT NULL,
  wrote       TEXT NOT NULL,
  struck      TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE INDEX approval_project ON approval (tenant, project, id);

CREATE TABLE area (
  tenant    TEXT NOT NULL REFERENCES tenant (id),
  id        TEXT NOT NULL,
  version   BIGINT NOT NULL,
  unit      TEXT NOT NULL,
  name      TEXT NOT NULL,
  replaces  TEXT NOT NULL,
  blocks    TEXT NOT NULL,
  decides   TEXT NOT NULL,
  number    TEXT NOT NULL,
  planned   TEXT NOT NULL,
  approved  TEXT NOT NULL,
  until_day TEXT NOT NULL,
  who       TEXT NOT NULL,
  wrote     TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE batch (
  tenant   TEXT NOT NULL REFERENCES tenant (id),
  id       TEXT NOT NULL,
  version  BIGINT NOT NULL,
  name     TEXT NOT NULL,
  unit     TEXT NOT NULL,
  stage    TEXT NOT NULL,
  due      TEXT NOT NULL,
  promised BIGINT NOT NULL,
  amount   BIGINT,
  source   TEXT NOT NULL,
  closed   SMALLINT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE boundary (
  tenant TEXT NOT NULL REFERENCES tenant (id),
  id     TEXT NOT NULL,
  name   TEXT NOT NULL,
  body   TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE chain (
  tenant TEXT NOT NULL PRIMARY KEY REFERENCES tenant (id),
  n      BIGINT NOT NULL,
  hash   TEXT NOT NULL
);

CREATE TABLE checklist (
  tenant     TEXT NOT NULL,
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  project    TEXT NOT NULL,
  rules      TEXT NOT NULL,
  screened   TEXT NOT NULL,
  answers    TEXT NOT NULL,
  items      TEXT NOT NULL,
  dropped    TEXT NOT NULL,
  until_item TEXT NOT NULL,
  bound      BIGINT NOT NULL,
  amendments TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, project),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE TABLE claim (
  tenant   TEXT NOT NULL,
  id       TEXT NOT NULL,
  version  BIGINT NOT NULL,
  project  TEXT NOT NULL,
  stage    TEXT NOT NULL,
  reached  TEXT NOT NULL,
  unit     TEXT NOT NULL,
  evidence TEXT NOT NULL,
  batch    TEXT NOT NULL,
  steps    TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE INDEX claim_project ON claim (tenant, project, id);

CREATE TABLE credential (
  tenant       TEXT NOT NULL REFERENCES tenant (id),
  person       TEXT NOT NULL,
  hash         TEXT NOT NULL,
  failures     BIGINT NOT NULL,
  locked_until TEXT NOT NULL,
  changed_at   TEXT NOT NULL,
  PRIMARY KEY (tenant, person)
);

CREATE TABLE date_change (
  tenant   TEXT NOT NULL,
  id       TEXT NOT NULL,
  version  BIGINT NOT NULL,
  project  TEXT NOT NULL,
  node     TEXT NOT NULL,
  old_date TEXT NOT NULL,
  new_date TEXT NOT NULL,
  reason   TEXT NOT NULL,
  steps    TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE INDEX date_change_project ON date_change (tenant, project, id);

CREATE TABLE discredit (
  tenant     TEXT NOT NULL REFERENCES tenant (id),
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  unit       TEXT NOT NULL,
  enterprise TEXT NOT NULL,
  name       TEXT NOT NULL,
  document   TEXT NOT NULL,
  since      TEXT NOT NULL,
  repaired   TEXT NOT NULL,
  who        TEXT NOT NULL,
  wrote      TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE evidence (
  tenant       TEXT NOT NULL,
  id           TEXT NOT NULL,
  version      BIGINT NOT NULL,
  project      TEXT NOT NULL,
  kind         TEXT NOT NULL,
  title        TEXT NOT NULL,
  paper_number TEXT NOT NULL,
  issuer       TEXT NOT NULL,
  issued       TEXT NOT NULL,
  valid_until  TEXT NOT NULL,
  holder       TEXT NOT NULL,
  amount       BIGINT,
  note         TEXT NOT NULL,
  files        TEXT NOT NULL,
  visit        TEXT NOT NULL,
  dropped      SMALLINT NOT NULL,
  dropped_for  TEXT NOT NULL,
  made_by      TEXT NOT NULL,
  made_on      TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE INDEX evidence_project ON evidence (tenant, project, id);

CREATE TABLE figure (
  tenant    TEXT NOT NULL,
  project   TEXT NOT NULL,
  month     TEXT NOT NULL,
  sense     TEXT NOT NULL,
  year_done BIGINT,
  done      BIGINT,
  progress  BIGINT NOT NULL,
  note      TEXT NOT NULL,
  PRIMARY KEY (tenant, project, month, sense),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE TABLE goal (
  tenant   TEXT NOT NULL REFERENCES tenant (id),
  id       TEXT NOT NULL,
  version  BIGINT NOT NULL,
  kind     TEXT NOT NULL,
  code     TEXT NOT NULL,
  name     TEXT NOT NULL,
  digits   TEXT NOT NULL,
  parent   TEXT NOT NULL,
  serves   TEXT NOT NULL,
  unit     TEXT NOT NULL,
  since    TEXT NOT NULL,
  until    TEXT NOT NULL,
  source   TEXT NOT NULL,
  any_one  SMALLINT NOT NULL,
  place    BIGINT NOT NULL,
  closed   SMALLINT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE journal (
  tenant TEXT NOT NULL REFERENCES tenant (id),
  n      BIGINT NOT NULL,
  at     TEXT NOT NULL,
  who    TEXT NOT NULL,
  name   TEXT NOT NULL,
  action TEXT NOT NULL,
  noun   TEXT NOT NULL,
  key    TEXT NOT NULL,
  about  TEXT NOT NULL,
  note   TEXT NOT NULL,
  cause  TEXT NOT NULL,
  before TEXT NOT NULL,
  after  TEXT NOT NULL,
  prev   TEXT NOT NULL,
  hash   TEXT NOT NULL,
  PRIMARY KEY (tenant, n)
);

CREATE INDEX journal_about ON journal (tenant, about, n);

CREATE INDEX journal_at ON journal (tenant, at, n);

CREATE INDEX journal_cause ON journal (tenant, cause, n) WHERE cause <> '';

CREATE TABLE ledger_import (
  tenant    TEXT NOT NULL REFERENCES tenant (id),
  cause     TEXT NOT NULL,
  unit      TEXT NOT NULL,
  file      TEXT NOT NULL,
  hash      TEXT NOT NULL,
  who       TEXT NOT NULL,
  at        TEXT NOT NULL,
  added     BIGINT NOT NULL,
  changed   BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  missing   BIGINT NOT NULL,
  findings  BIGINT NOT NULL,
  undone    SMALLINT NOT NULL,
  PRIMARY KEY (tenant, cause)
);

CREATE TABLE ledger_layout (
  tenant TEXT NOT NULL REFERENCES tenant (id),
  unit   TEXT NOT NULL,
  layout TEXT NOT NULL,
  body   TEXT NOT NULL,
  at     TEXT NOT NULL,
  PRIMARY KEY (tenant, unit, layout)
);

CREATE TABLE ledger_mapping (
  tenant TEXT NOT NULL REFERENCES tenant (id),
  unit   TEXT NOT NULL,
  layout TEXT NOT NULL,
  body   TEXT NOT NULL,
  PRIMARY KEY (tenant, unit, layout)
);

CREATE TABLE migration (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, at TEXT NOT NULL);

CREATE TABLE milestone (
  tenant   TEXT NOT NULL,
  project  TEXT NOT NULL,
  code     TEXT NOT NULL,
  version  BIGINT NOT NULL,
  name     TEXT NOT NULL,
  place    BIGINT NOT NULL,
  baseline TEXT NOT NULL,
  planned  TEXT NOT NULL,
  forecast TEXT NOT NULL,
  actual   TEXT NOT NULL,
  note     TEXT NOT NULL, needs TEXT NOT NULL DEFAULT '', days BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, project, code),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE TABLE notice (
  tenant TEXT NOT NULL REFERENCES tenant (id),
  id     TEXT NOT NULL,
  kind   TEXT NOT NULL,
  unit   TEXT NOT NULL,
  name   TEXT NOT NULL,
  body   TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE pause (
  tenant     TEXT NOT NULL,
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  project    TEXT NOT NULL,
  reason     TEXT NOT NULL,
  conditions TEXT NOT NULL,
  since      TEXT NOT NULL,
  steps      TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE INDEX pause_project ON pause (tenant, project, id);

CREATE TABLE person (
  tenant     TEXT NOT NULL REFERENCES tenant (id),
  id         TEXT NOT NULL,
  version    BIGINT NOT NULL,
  login      TEXT NOT NULL,
  name       TEXT NOT NULL,
  unit       TEXT NOT NULL,
  roles      TEXT NOT NULL,
  enterprise TEXT NOT NULL,
  phone      TEXT NOT NULL,
  closed     SMALLINT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, login)
);

CREATE TABLE plan (
  tenant  TEXT NOT NULL,
  project TEXT NOT NULL,
  year    BIGINT NOT NULL,
  plan    BIGINT,
  PRIMARY KEY (tenant, project, year),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE TABLE pledge (
  tenant   TEXT NOT NULL,
  id       TEXT NOT NULL,
  goal     TEXT NOT NULL,
  unit     TEXT NOT NULL,
  signer   TEXT NOT NULL,
  post     TEXT NOT NULL,
  given_to TEXT NOT NULL,
  body     TEXT NOT NULL,
  signed   TEXT NOT NULL,
  lines    TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, goal) REFERENCES goal (tenant, id)
);

CREATE TABLE project (
  tenant           TEXT NOT NULL REFERENCES tenant (id),
  id               TEXT NOT NULL,
  version          BIGINT NOT NULL,
  name             TEXT NOT NULL,
  former_names     TEXT NOT NULL,
  enterprise       TEXT NOT NULL,
  enterprise_code  TEXT NOT NULL,
  code             TEXT NOT NULL,
  unit             TEXT NOT NULL,
  park             TEXT NOT NULL,
  parent           TEXT NOT NULL,
  place            TEXT NOT NULL,
  lon              DOUBLE PRECISION,
  lat              DOUBLE PRECISION,
  kind             TEXT NOT NULL,
  industry         TEXT NOT NULL,
  chain            TEXT NOT NULL,
  tags             TEXT NOT NULL,
  levels           TEXT NOT NULL,
  batches          TEXT NOT NULL,
  content          TEXT NOT NULL,
  products         TEXT NOT NULL,
  total_yuan       BIGINT,
  total_low        BIGINT,
  total_high       BIGINT,
  foreign_amount   TEXT,
  foreign_currency TEXT,
  total_approx     SMALLINT NOT NULL,
  total_text       TEXT NOT NULL,
  fixed_asset      BIGINT,
  leader           TEXT NOT NULL,
  contact          TEXT NOT NULL,
  phone            TEXT NOT NULL,
  image            TEXT NOT NULL,
  problems         TEXT NOT NULL,
  note             TEXT NOT NULL,
  paused           SMALLINT NOT NULL,
  store            TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE publication (
  tenant  TEXT NOT NULL REFERENCES tenant (id),
  id      TEXT NOT NULL,
  version BIGINT NOT NULL,
  unit    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  title   TEXT NOT NULL,
  period  TEXT NOT NULL,
  as_of   TEXT NOT NULL,
  known   BIGINT NOT NULL,
  rules   TEXT NOT NULL,
  pack    TEXT NOT NULL,
  facts   TEXT NOT NULL,
  result  TEXT NOT NULL,
  judged  TEXT NOT NULL,
  amends  TEXT NOT NULL,
  number  BIGINT NOT NULL,
  steps   TEXT NOT NULL, scheme TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, id)
);

CREATE TABLE reading (
  tenant    TEXT NOT NULL REFERENCES tenant (id),
  id        TEXT NOT NULL,
  version   BIGINT NOT NULL,
  unit      TEXT NOT NULL,
  indicator TEXT NOT NULL,
  period    TEXT NOT NULL,
  steps     TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, unit, indicator, period)
);

CREATE TABLE remedy (
  tenant    TEXT NOT NULL,
  id        TEXT NOT NULL,
  version   BIGINT NOT NULL,
  unit      TEXT NOT NULL,
  round     TEXT NOT NULL,
  target    TEXT NOT NULL,
  indicator TEXT NOT NULL,
  cause     TEXT NOT NULL,
  measure   TEXT NOT NULL,
  owner     TEXT NOT NULL,
  due       TEXT NOT NULL,
  wrote     TEXT NOT NULL,
  name      TEXT NOT NULL,
  on_day    TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, unit, round, target, indicator),
  FOREIGN KEY (tenant, target) REFERENCES target (tenant, id)
);

CREATE TABLE ruleset (
  tenant  TEXT NOT NULL REFERENCES tenant (id),
  id      TEXT NOT NULL,
  since   TEXT NOT NULL,
  name    TEXT NOT NULL,
  body    TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE saved_view (
  tenant TEXT NOT NULL REFERENCES tenant (id),
  id     TEXT NOT NULL,
  person TEXT NOT NULL,
  name   TEXT NOT NULL,
  page   TEXT NOT NULL,
  query  TEXT NOT NULL,
  shared SMALLINT NOT NULL,
  place  BIGINT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE scheme (
  tenant   TEXT NOT NULL REFERENCES tenant (id),
  id       TEXT NOT NULL,
  version  BIGINT NOT NULL,
  unit     TEXT NOT NULL,
  title    TEXT NOT NULL,
  period   TEXT NOT NULL,
  editions TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE scheme_entry (
  tenant  TEXT NOT NULL,
  id      TEXT NOT NULL,
  version BIGINT NOT NULL,
  scheme  TEXT NOT NULL,
  period  TEXT NOT NULL,
  unit    TEXT NOT NULL,
  given   TEXT NOT NULL,
  records TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, scheme, period, unit),
  FOREIGN KEY (tenant, scheme) REFERENCES scheme (tenant, id)
);

CREATE TABLE session (
  tenant     TEXT NOT NULL REFERENCES tenant (id),
  id         TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  person     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  label      TEXT NOT NULL,
  agent      TEXT NOT NULL,
  ip         TEXT NOT NULL,
  opened_at  TEXT NOT NULL,
  seen_at    TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  form       TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX session_person ON session (tenant, person);

CREATE TABLE setting (
  tenant TEXT NOT NULL REFERENCES tenant (id),
  key    TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (tenant, key)
);

CREATE TABLE setup (
  id   TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL
);

CREATE TABLE stage (
  tenant        TEXT NOT NULL,
  project       TEXT NOT NULL,
  stage         TEXT NOT NULL,
  place         BIGINT NOT NULL,
  planned       TEXT NOT NULL,
  declared      SMALLINT NOT NULL,
  declared_on   TEXT NOT NULL,
  recognised    SMALLINT NOT NULL,
  recognised_on TEXT NOT NULL, baseline TEXT NOT NULL DEFAULT '', forecast TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (tenant, project, stage),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE TABLE target (
  tenant   TEXT NOT NULL,
  id       TEXT NOT NULL,
  version  BIGINT NOT NULL,
  goal     TEXT NOT NULL,
  digit    BIGINT NOT NULL,
  parent   TEXT NOT NULL,
  unit     TEXT NOT NULL,
  span     TEXT NOT NULL,
  terms    TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, goal) REFERENCES goal (tenant, id)
);

CREATE TABLE task (
  tenant  TEXT NOT NULL,
  id      TEXT NOT NULL,
  version BIGINT NOT NULL,
  project TEXT NOT NULL,
  node    TEXT NOT NULL,
  part_of TEXT NOT NULL,
  name    TEXT NOT NULL,
  due     TEXT NOT NULL,
  person  TEXT NOT NULL,
  done    TEXT NOT NULL,
  note    TEXT NOT NULL,
  place   BIGINT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE INDEX task_project ON task (tenant, project, id);

CREATE TABLE tenant (
  id       TEXT NOT NULL PRIMARY KEY,
  name     TEXT NOT NULL,
  division TEXT NOT NULL
);

CREATE TABLE unit (
  tenant    TEXT NOT NULL REFERENCES tenant (id),
  id        TEXT NOT NULL,
  version   BIGINT NOT NULL,
  name      TEXT NOT NULL,
  short     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  parents   TEXT NOT NULL,
  divisions TEXT NOT NULL,
  place     BIGINT NOT NULL,
  closed    SMALLINT NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE TABLE visit (
  tenant   TEXT NOT NULL,
  id       TEXT NOT NULL,
  version  BIGINT NOT NULL,
  project  TEXT NOT NULL,
  claim    TEXT NOT NULL,
  made_on  TEXT NOT NULL,
  who      TEXT NOT NULL,
  name     TEXT NOT NULL,
  company  TEXT NOT NULL,
  lon      DOUBLE PRECISION,
  lat      DOUBLE PRECISION,
  seen     TEXT NOT NULL,
  image    TEXT NOT NULL,
  problems TEXT NOT NULL,
  opinion  TEXT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE INDEX visit_project ON visit (tenant, project, id);

CREATE TABLE warning (
  tenant      TEXT NOT NULL REFERENCES tenant (id),
  id          TEXT NOT NULL,
  version     BIGINT NOT NULL,
  publication TEXT NOT NULL,
  unit        TEXT NOT NULL,
  cause       TEXT NOT NULL,
  steps       TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);
