-- The catalog's first form. Understood by H2 and PostgreSQL alike. Times are microseconds since 1970, days are days since
-- 1970; a table that is kept whole has the day -1000000. H2 commits after each CREATE, so a script that was killed halfway
-- must be able to run again.

CREATE TABLE IF NOT EXISTS lease (
    id INTEGER PRIMARY KEY,
    epoch BIGINT NOT NULL,
    holder VARCHAR(500) NOT NULL,
    expires BIGINT NOT NULL
);

INSERT INTO lease SELECT 1, 0, '', 0 WHERE NOT EXISTS (SELECT 1 FROM lease);

CREATE TABLE IF NOT EXISTS fact_file (
    table_name VARCHAR(200) NOT NULL,
    region VARCHAR(100) NOT NULL,
    slice_day BIGINT NOT NULL,
    content_hash VARCHAR(64) NOT NULL,
    file_hash VARCHAR(64) NOT NULL,
    file_name VARCHAR(500) NOT NULL,
    row_count BIGINT NOT NULL,
    byte_count BIGINT NOT NULL,
    first_start BIGINT NOT NULL,
    last_end BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (table_name, region, slice_day)
);

CREATE TABLE IF NOT EXISTS table_state (
    table_name VARCHAR(200) NOT NULL,
    region VARCHAR(100) NOT NULL,
    asked_at BIGINT NOT NULL,
    problem_code VARCHAR(40) NOT NULL,
    problem VARCHAR(4000) NOT NULL,
    PRIMARY KEY (table_name, region)
);

CREATE TABLE IF NOT EXISTS backfill_run (
    id BIGINT PRIMARY KEY,
    started BIGINT NOT NULL,
    ended BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    message VARCHAR(4000) NOT NULL,
    slices BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    row_count BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS ledger_day (
    ledger_date BIGINT PRIMARY KEY,
    input_hash VARCHAR(64) NOT NULL,
    folder VARCHAR(200) NOT NULL,
    ledger_hash VARCHAR(64) NOT NULL,
    reconciliation_hash VARCHAR(64) NOT NULL,
    row_count BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);
