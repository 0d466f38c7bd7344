-- Goals of the campaign, the targets that hang on them, pledges signed for them.
--
-- A target is its terms: JSON text, added to and never taken from, each with the
-- day from which it is in force. Sums, standings and lights are in no column.

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

-- Signed once and never changed: a later one stands beside it.
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
