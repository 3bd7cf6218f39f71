package dev.costinsights.plugin.systemtables.duckdb;

import java.nio.file.Path;

/**
 * What the plugin was told.
 *
 * @param from the folder of the export
 * @param prices the price file, or null
 * @param memoryLimit of DuckDB, e.g. {@code 1GB}; it spills to {@code temp} beyond
 * @param threads of DuckDB
 * @param temp folder in which DuckDB may keep what does not fit into memory, or null for one that lasts as long as it is
 *     needed
 */
public record Settings(Path from, Path prices, String memoryLimit, int threads, Path temp) {

    public Settings withTemp(Path folder) {
        return new Settings(from, prices, memoryLimit, threads, folder);
    }
}
