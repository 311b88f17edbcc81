CREATE TABLE IF NOT EXISTS banyan_fact (
  tree VARCHAR(200) NOT NULL,
  entry BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  micros BIGINT NOT NULL,
  path VARCHAR NOT NULL,
  id VARCHAR NOT NULL,
  type VARCHAR(64) NOT NULL,
  fact VARCHAR NOT NULL,
  PRIMARY KEY (tree, entry)
);
CREATE UNIQUE INDEX IF NOT EXISTS banyan_fact_sequence ON banyan_fact (tree, sequence);
CREATE INDEX IF NOT EXISTS banyan_fact_id ON banyan_fact (tree, id, sequence);
CREATE INDEX IF NOT EXISTS banyan_fact_micros ON banyan_fact (tree, micros);
CREATE TABLE IF NOT EXISTS banyan_snapshot (
  tree VARCHAR(200) NOT NULL,
  entry BIGINT NOT NULL,
  micros BIGINT NOT NULL,
  state VARCHAR NOT NULL,
  PRIMARY KEY (tree, entry)
);
