package dev.costinsights.host.ledger;

/** File formats of a ledger. */
public enum LedgerFormat {
    PARQUET("parquet"),
    CSV("csv"),
    JSONL("jsonl");

    private final String extension;

    LedgerFormat(String extension) {
        this.extension = extension;
    }

    /** The file name's ending, without the dot; also the format's name on the command line. */
    public String extension() {
        return extension;
    }
}
