package dev.costinsights.plugin.systemtables.files;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The file formats that an export may come in; one table may mix them. */
public enum Format {
    PARQUET,
    /** One JSON object per line. */
    JSONL,
    /** With a header line, comma-separated, quoted as in RFC 4180; structs, maps and arrays are JSON text. */
    CSV;

    public static final String EXTENSIONS = ".parquet, .jsonl, .json or .csv";

    /** The format that a file's name promises; empty for any other name. */
    public static Optional<Format> of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return Optional.of(PARQUET);
        }
        if (name.endsWith(".jsonl") || name.endsWith(".json")) {
            return Optional.of(JSONL);
        }
        return name.endsWith(".csv") ? Optional.of(CSV) : Optional.empty();
    }
}
