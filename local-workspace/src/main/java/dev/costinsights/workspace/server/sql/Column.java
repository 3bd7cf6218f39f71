package dev.costinsights.workspace.server.sql;

/** A column of a result. */
public record Column(String name, SqlType type) {

    /** DuckDB's expression for the text that a client gets, or NULL. */
    String rendered(String reference) {
        if (type.nested()) {
            return "CASE WHEN " + reference + " IS NULL THEN NULL ELSE CAST(to_json(CAST(" + reference + " AS "
                    + type.shape() + ")) AS VARCHAR) END";
        }
        return switch (type.text()) {
            case "TIMESTAMP" -> timestamp(reference, "Z");
            case "TIMESTAMP_NTZ" -> timestamp(reference, "");
            case "BINARY" -> "to_base64(" + reference + ')';
            default -> "CAST(" + reference + " AS VARCHAR)";
        };
    }

    /** With milliseconds; with microseconds where there are any. */
    private static String timestamp(String reference, String zone) {
        return "CASE WHEN epoch_us(" + reference + ") % 1000 = 0 THEN strftime(" + reference
                + ", '%Y-%m-%dT%H:%M:%S.%g" + zone + "') ELSE strftime(" + reference + ", '%Y-%m-%dT%H:%M:%S.%f" + zone
                + "') END";
    }
}
