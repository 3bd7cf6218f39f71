package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.plugin.systemtables.duckdb.Database;
import dev.costinsights.plugin.systemtables.duckdb.Sql;
import dev.costinsights.plugin.systemtables.values.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks into the files of a table and says how each can be read. */
final class FileGroups {

    /** Longest CSV record: one with several tag maps of a megabyte. */
    private static final int LONGEST_RECORD = 16 << 20;

    /** Objects that lack a required key at the start of a JSON lines file, before the file is refused. */
    private static final int PROBED_LINES = 100;

    private final Database database;
    private final List<Leaf> leaves;
    private final Set<String> wanted;

    private FileGroups(Database database, List<Leaf> leaves) {
        this.database = database;
        this.leaves = leaves;
        this.wanted = leaves.stream().map(Leaf::column).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The files, grouped by what they have in common, in their order.
     *
     * @throws CostInsightsException when a file cannot be opened or lacks a required column
     */
    static List<FileGroup> of(Database database, List<Path> files, List<Leaf> leaves) {
        FileGroups groups = new FileGroups(database, leaves);
        Map<Object, List<Path>> alike = new LinkedHashMap<>();
        Map<Object, Header> headers = new HashMap<>();
        for (Path file : files) {
            Header header = groups.header(file);
            groups.checkRequired(file, header);
            Object key = List.of(header.format, header.columns);
            headers.putIfAbsent(key, header);
            alike.computeIfAbsent(key, unused -> new ArrayList<>()).add(file);
        }
        List<FileGroup> result = new ArrayList<>();
        alike.forEach((key, members) -> result.add(groups.group(headers.get(key), members)));
        return result;
    }

    /**
     * What a file says about its columns.
     *
     * @param columns all columns in order; JSON lines have just the wanted ones
     */
    private record Header(Format format, List<Map.Entry<String, String>> columns) {}

    private Header header(Path file) {
        Format format = Format.of(file).orElseThrow(() -> new IllegalArgumentException(file.toString()));
        if (!Files.isReadable(file)) {
            throw invalid(file + " cannot be read; give the user who runs this the right to read it", null);
        }
        return switch (format) {
            case PARQUET -> new Header(format, parquetColumns(file));
            case CSV -> new Header(format, csvColumns(file));
            case JSONL -> new Header(format, textColumns(List.copyOf(wanted)));
        };
    }

    private List<Map.Entry<String, String>> parquetColumns(Path file) {
        try {
            return database.describe("SELECT * FROM " + parquet(List.of(file))).stream()
                    .map(row -> Map.entry(row.get(0).toLowerCase(Locale.ROOT), row.get(1)))
                    .toList();
        } catch (SQLException e) {
            if (Database.gist(e).startsWith("Permission Error")) {
                throw invalid(
                        file + " lies outside the folder that may be read, as a link does; copy it into the folder", e);
            }
            throw invalid(
                    file + " is not a complete Parquet file (" + Database.gist(e) + "); export or copy it again", e);
        }
    }

    private static List<Map.Entry<String, String>> csvColumns(Path file) {
        try (CsvRecords records = new CsvRecords(file)) {
            List<String> header = records.next();
            if (header == null) {
                throw invalid(file + " is empty; a CSV file starts with a line of column names", null);
            }
            if (header.size() == 1 && header.get(0).matches(".*[;\t].*")) {
                String separator = header.get(0).indexOf(';') >= 0 ? "';'" : "tabs";
                throw invalid(file + ": its columns are separated by " + separator + "; separate them by commas", null);
            }
            return textColumns(header);
        } catch (IOException e) {
            throw invalid(file + ": " + FileStructure.unreadable(e), e);
        }
    }

    private static List<Map.Entry<String, String>> textColumns(List<String> names) {
        return names.stream()
                .map(name -> Map.entry(name.trim().toLowerCase(Locale.ROOT), Shape.VARCHAR.name()))
                .toList();
    }

    private void checkRequired(Path file, Header header) {
        Set<String> present = header.format == Format.JSONL
                ? JsonLines.keys(file, PROBED_LINES)
                : header.columns.stream().map(Map.Entry::getKey).collect(Collectors.toSet());
        if (present == null) {
            return;
        }
        for (Leaf leaf : leaves) {
            if (leaf.presence() != Leaf.Presence.OPTIONAL && !present.contains(leaf.column())) {
                throw invalid(
                        file + " has no column " + leaf.column() + "; export the table again with that column", null);
            }
        }
    }

    private FileGroup group(Header header, List<Path> files) {
        Map<String, Shape> shapes = new HashMap<>();
        header.columns.forEach(column -> {
            if (wanted.contains(column.getKey())) {
                shapes.putIfAbsent(column.getKey(), Shape.parse(column.getValue()));
            }
        });
        String scan =
                switch (header.format) {
                    case PARQUET -> "SELECT * FROM " + parquet(files);
                    case CSV -> "SELECT * FROM " + csv(header, files);
                    case JSONL -> JsonLines.scan(files, wanted);
                };
        return new FileGroup(header.format, files, scan, shapes);
    }

    /** A folder named {@code usage_date=2026-10-01} is a folder: the columns are those in the file. */
    private static String parquet(List<Path> files) {
        return "read_parquet(" + Sql.files(files) + ", hive_partitioning = false)";
    }

    /** Nothing is guessed: every column is text, and a column that nobody wants gets a name of ours. */
    private String csv(Header header, List<Path> files) {
        Set<String> taken = new LinkedHashSet<>();
        StringBuilder columns = new StringBuilder();
        for (Map.Entry<String, String> column : header.columns) {
            boolean isWanted = wanted.contains(column.getKey()) && !taken.contains(column.getKey());
            String name = isWanted ? column.getKey() : "unused " + taken.size();
            columns.append(taken.isEmpty() ? "" : ", ")
                    .append(Sql.literal(name))
                    .append(": 'VARCHAR'");
            taken.add(name);
        }
        return "read_csv(" + Sql.files(files)
                + ", auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
                + "nullstr = '', hive_partitioning = false, max_line_size = " + LONGEST_RECORD + ", buffer_size = "
                + 2 * LONGEST_RECORD + ", columns = {" + columns + "})";
    }

    private static CostInsightsException invalid(String message, Throwable cause) {
        return new CostInsightsException(ErrorCode.INVALID_INPUT, message, cause);
    }
}
