package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.plugin.systemtables.duckdb.Sql;
import dev.costinsights.plugin.systemtables.values.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads JSON lines as text: each wanted key becomes a VARCHAR, an object or array as the JSON that it is. */
final class JsonLines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private JsonLines() {}

    static String scan(List<Path> files, Set<String> wanted) {
        String shape =
                wanted.stream().map(name -> '"' + name + "\":\"VARCHAR\"").collect(Collectors.joining(",", "{", "}"));
        return "SELECT r.* FROM (SELECT json_transform(" + ExactNumbers.sql("CAST(json AS VARCHAR)") + ", "
                + Sql.literal(shape) + ") AS r FROM read_ndjson_objects(" + Sql.files(files)
                + ", hive_partitioning = false))";
    }

    /** The keys of the first objects of a file; null when it has none, or when they do not parse. */
    static Set<String> keys(Path file, int lines) {
        Set<String> keys = new HashSet<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            for (int i = 0; i < lines && (line = reader.readLine()) != null; i++) {
                if (i == 0 && line.startsWith(BYTE_ORDER_MARK)) {
                    throw new CostInsightsException(
                            ErrorCode.INVALID_INPUT, file + " begins with a byte order mark; export it without one");
                }
                if (keys.isEmpty() && line.stripLeading().startsWith("[")) {
                    throw new CostInsightsException(
                            ErrorCode.INVALID_INPUT, file + " holds a JSON array; write one object per line");
                }
                if (!line.isBlank() && Json.parse(line) instanceof Map<?, ?> object) {
                    object.keySet().forEach(key -> keys.add(key.toString()));
                }
            }
        } catch (IOException | Json.SyntaxException e) {
            // Whoever reads the rows meets the same problem and can say in which row it is.
            return null;
        }
        return keys.isEmpty() ? null : keys;
    }
}
