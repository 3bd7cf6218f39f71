package dev.costinsights.workspace.sample;

/** File formats of exported system tables. */
public enum SampleFormat {
    /** True types and nesting; zstd. */
    PARQUET("parquet"),
    /** One JSON object a line; structs, maps and arrays are nested, decimals are strings so that no reader rounds them. */
    JSONL("jsonl"),
    /** With a header; structs, maps and arrays are JSON text. */
    CSV("csv");

    private final String extension;

    SampleFormat(String extension) {
        this.extension = extension;
    }

    /** The file name's ending, without the dot. */
    public String extension() {
        return extension;
    }
}
