-- Approvals: which items a project needs, and what happened to each on which day.
--
-- A checklist holds the items as they were screened and what people changed since, as
-- JSON text. Clocks, due days, the budget and forecasts are in no column.

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

-- What happened to an item. A record that was wrong is struck with a reason, and stays.
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

-- What a park has approved, or is having approved, for all its projects, and what it
-- decides itself.
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

-- Enterprises in the list of the untrustworthy.
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
