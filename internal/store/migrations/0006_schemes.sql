-- Schemes of assessment and what is typed in for them.
--
-- A scheme is its editions: JSON text, each with the day from which it is in force,
-- its pack, who is judged, and where each name of the pack comes from. Points, ranks
-- and lists are in no column.

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

-- What was typed in for one unit and period; the journal has what stood there before.
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

-- The scheme a result was worked out by; empty where pack and facts were brought.
ALTER TABLE publication ADD COLUMN scheme TEXT NOT NULL DEFAULT '';
