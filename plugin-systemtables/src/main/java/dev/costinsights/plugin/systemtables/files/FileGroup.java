package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.plugin.systemtables.duckdb.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Files of a table that are read by one query, because they are of one format and have the same columns.
 *
 * @param scan SQL that reads them: {@code SELECT ...}; columns that are wanted have their names, others have any
 * @param columns the wanted columns that the files have, by name in lower case
 */
record FileGroup(Format format, List<Path> files, String scan, Map<String, Shape> columns) {

    FileGroup {
        files = List.copyOf(files);
        columns = Map.copyOf(columns);
    }

    /** The same columns of one of the files. */
    FileGroup only(Path file) {
        return new FileGroup(format, List.of(file), scan.replace(Sql.files(files), Sql.files(List.of(file))), columns);
    }
}
