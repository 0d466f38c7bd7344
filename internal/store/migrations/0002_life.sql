-- The life of a project: stages claimed and recognised, the evidence for them,
-- doubts answered, pauses, site visits, governed dates moved, work broken down,
-- and batches of projects that are promised for a day.
--
-- What is done about one of these is its steps: JSON text, added to and never
-- taken from. Where it stands follows from them and is in no column.

-- The first date ever planned, and when its unit now expects the stage. What was
-- planned so far is the first that is known.
ALTER TABLE stage ADD COLUMN baseline TEXT NOT NULL DEFAULT '';
ALTER TABLE stage ADD COLUMN forecast TEXT NOT NULL DEFAULT '';
UPDATE stage SET baseline = planned;

-- What a node waits for, and how many working days its own work takes (0 = not
-- stated).
ALTER TABLE milestone ADD COLUMN needs TEXT NOT NULL DEFAULT '';
ALTER TABLE milestone ADD COLUMN days BIGINT NOT NULL DEFAULT 0;

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

-- Given once and never changed: it has no version.
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
