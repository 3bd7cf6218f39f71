CREATE TABLE lease (
    id INTEGER PRIMARY KEY,
    epoch BIGINT NOT NULL,
    holder VARCHAR(300) NOT NULL,
    renewed_at BIGINT NOT NULL
);
INSERT INTO lease VALUES (1, 0, '', 0);
CREATE TABLE fact_table (
    table_schema VARCHAR(200) NOT NULL,
    table_name VARCHAR(200) NOT NULL,
    region VARCHAR(200) NOT NULL,
    problem VARCHAR(4000),
    source_columns VARCHAR(100000) NOT NULL,
    checked_at BIGINT NOT NULL,
    PRIMARY KEY (table_schema, table_name, region)
);
CREATE TABLE fact_partition (
    table_schema VARCHAR(200) NOT NULL,
    table_name VARCHAR(200) NOT NULL,
    region VARCHAR(200) NOT NULL,
    slice VARCHAR(10) NOT NULL,
    file VARCHAR(1000) NOT NULL,
    row_count BIGINT NOT NULL,
    content_hash VARCHAR(64) NOT NULL,
    file_hash VARCHAR(64) NOT NULL,
    horizon VARCHAR(10) NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (table_schema, table_name, region, slice)
);
CREATE TABLE backfill_run (
    epoch BIGINT PRIMARY KEY,
    window_start VARCHAR(10) NOT NULL,
    window_end VARCHAR(10) NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    outcome VARCHAR(4000) NOT NULL,
    slices BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    row_count BIGINT NOT NULL
);
