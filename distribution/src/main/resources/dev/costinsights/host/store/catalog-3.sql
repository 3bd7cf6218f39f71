-- A day may be kept in quarters, numbered from 0; -1 is a day, or a table, that is kept whole. The former table stays, empty: H2
-- commits after a DROP too, and this script, killed then, could not run again.

CREATE TABLE IF NOT EXISTS fact_slice (
    table_name VARCHAR(200) NOT NULL,
    region VARCHAR(100) NOT NULL,
    slice_day BIGINT NOT NULL,
    slice_quarter INTEGER NOT NULL,
    content_hash VARCHAR(64) NOT NULL,
    file_hash VARCHAR(64) NOT NULL,
    file_name VARCHAR(500) NOT NULL,
    row_count BIGINT NOT NULL,
    byte_count BIGINT NOT NULL,
    first_start BIGINT NOT NULL,
    last_end BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    fingerprint VARCHAR(64) DEFAULT '' NOT NULL,
    PRIMARY KEY (table_name, region, slice_day, slice_quarter)
);

INSERT INTO fact_slice
SELECT table_name, region, slice_day, -1, content_hash, file_hash, file_name, row_count, byte_count, first_start, last_end,
    read_at, fingerprint
FROM fact_file;

DELETE FROM fact_file;
