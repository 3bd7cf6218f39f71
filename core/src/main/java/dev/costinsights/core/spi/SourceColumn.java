package dev.costinsights.core.spi;

import java.util.Objects;

/**
 * A column of a {@link SourceTable}.
 *
 * @param name in lower case
 * @param type how its values are handed over
 */
public record SourceColumn(String name, Type type) {

    /** How values are handed over to a {@link RowSink}. */
    public enum Type {
        /** As text. */
        TEXT,
        /** Structs, maps and arrays, as JSON text. */
        JSON,
        /** Decimals, as plain text, digit by digit. */
        DECIMAL,
        /** As a long. */
        INTEGER,
        /** As a long, 0 or 1. */
        BOOLEAN,
        /** As a long, microseconds since 1970, UTC. */
        TIMESTAMP,
        /** As a long, days since 1970. */
        DATE,
        /** Floating point, as text. */
        DOUBLE
    }

    public SourceColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
