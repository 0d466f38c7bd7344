-- What is published of assessments, and the warnings that follow.

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
  steps   TEXT NOT NULL,
  PRIMARY KEY (tenant, id)
);

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
