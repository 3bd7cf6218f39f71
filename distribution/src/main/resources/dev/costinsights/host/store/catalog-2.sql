-- What a source can say of the rows of a slice without handing them over; empty where it said nothing.

ALTER TABLE fact_file ADD COLUMN IF NOT EXISTS fingerprint VARCHAR(64) DEFAULT '' NOT NULL;
