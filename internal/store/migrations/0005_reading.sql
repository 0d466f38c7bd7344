-- Indicators from outside, entered by unit and period. Every value it ever had is a
-- step, as JSON text, added to and never taken from.
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
