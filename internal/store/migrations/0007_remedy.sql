-- What units say at the half-month indicator meeting about targets that lag: one for
-- each meeting, unit and clause of a target. Values, gaps and ranks are in no column.
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
