package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An export as a table source that remembers all rows and hands them over as badly as is allowed: in any order, more than
 * once, late, or not at all.
 */
final class ExportTables implements TableSource {

    private static final Map<String, String> DAYS = Map.of(
            "billing.usage", "ingestion_date",
            "billing.attributed_usage", "start_time",
            "query.history", "start_time",
            "lakeflow.job_run_timeline", "period_start_time",
            "lakeflow.job_task_run_timeline", "period_start_time",
            "lakeflow.pipeline_update_timeline", "period_start_time",
            "compute.warehouse_events", "event_time",
            "compute.clusters", "change_time");

    private static final List<String> ARRIVALS =
            List.of("usage_end_time", "end_time", "period_end_time", "event_time", "change_time");

    private final Map<String, Content> tables = new TreeMap<>();
    private final Map<String, CostInsightsException> problems = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Random disorder;
    private volatile boolean fingerprinted;
    private volatile Random forgetful;
    private volatile long knownUntil = Long.MAX_VALUE;

    /** Rows as values in the order of the columns: String, Long or null. */
    record Content(SourceTable table, List<Object[]> rows, int day, int arrival) {}

    /** Reads every table of an export in Parquet. */
    static ExportTables of(Path export) throws Exception {
        ExportTables tables = new ExportTables();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            List<Path> files;
            try (var walked = Files.walk(export)) {
                files = walked.filter(file -> file.toString().endsWith(".parquet"))
                        .sorted()
                        .toList();
            }
            for (Path file : files) {
                String name = export.relativize(file)
                        .toString()
                        .replace(".parquet", "")
                        .replace('/', '.');
                tables.tables.put(name, load(statement, name, file));
            }
        }
        return tables;
    }

    /** Another source of the same rows. */
    ExportTables copy() {
        ExportTables copy = new ExportTables();
        copy.tables.putAll(tables);
        return copy;
    }

    /** The texts of a column. */
    List<String> texts(String table, String column) {
        Content content = tables.get(table);
        int at = index(content.table.columns(), List.of(column));
        return content.rows.stream()
                .map(row -> (String) row[at])
                .filter(Objects::nonNull)
                .toList();
    }

    /** The values of some columns, of each row; all null in a column that is not there. */
    List<Object[]> values(String table, String... columns) {
        Content content = tables.get(table);
        int[] at = Arrays.stream(columns)
                .mapToInt(column -> index(content.table.columns(), List.of(column)))
                .toArray();
        return content.rows.stream()
                .map(row ->
                        Arrays.stream(at).mapToObj(i -> i < 0 ? null : row[i]).toArray())
                .toList();
    }

    /** A row more: the first of a table with other values in some columns. */
    ExportTables also(String table, Map<String, Object> values) {
        Content content = tables.get(table);
        Object[] row = content.rows.get(0).clone();
        values.forEach((column, value) -> row[index(content.table.columns(), List.of(column))] = value);
        List<Object[]> rows = new ArrayList<>(content.rows);
        rows.add(row);
        tables.put(table, new Content(content.table, rows, content.day, content.arrival));
        return this;
    }

    /** From now on rows come in another order with every reading, and some of them twice. */
    ExportTables disorderly(long seed) {
        disorder = new Random(seed);
        return this;
    }

    /** Hides what has not arrived by then, microseconds. One row in ten comes up to two days late. */
    void knownUntil(long micros) {
        knownUntil = micros;
    }

    /** Makes a table unreadable; null repairs it. */
    void problem(String table, CostInsightsException problem) {
        if (problem == null) {
            problems.remove(table);
        } else {
            problems.put(table, problem);
        }
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public List<SourceTable> tables() {
        List<SourceTable> all = new ArrayList<>();
        tables.forEach((name, content) -> {
            SourceTable table = content.table;
            CostInsightsException problem = problems.get(name);
            all.add(
                    problem == null
                            ? table
                            : new SourceTable(table.schema(), table.name(), "", table.slicing(), List.of(), problem));
        });
        return all;
    }

    /** From now on says what its rows are known by. */
    ExportTables fingerprinted() {
        fingerprinted = true;
        return this;
    }

    /** The same, but now and then it fails to, or knows it of some only. */
    ExportTables fingerprintedAtTimes(long seed) {
        forgetful = new Random(seed);
        return fingerprinted();
    }

    /** How many slices were read. */
    int reads() {
        return reads.get();
    }

    @Override
    public Map<TableSlice, String> fingerprints(List<TableSlice> slices) {
        Random random = forgetful;
        if (random != null && random.nextInt(5) == 0) {
            throw new CostInsightsException(ErrorCode.UNAVAILABLE, "it is not known what changed");
        }
        Map<TableSlice, String> known = new HashMap<>();
        for (TableSlice slice : slices) {
            if (fingerprinted && (random == null || random.nextInt(5) > 0)) {
                known.put(slice, fingerprint(rows(slice)));
            }
        }
        return known;
    }

    private static String fingerprint(List<Object[]> rows) {
        return rows.size() + " "
                + rows.stream()
                        .mapToLong(row -> Arrays.toString(row).hashCode() * 31L + Arrays.hashCode(row))
                        .sum();
    }

    private List<Object[]> rows(TableSlice slice) {
        Content content = tables.get(slice.table().qualifiedName());
        if (content == null) {
            throw new CostInsightsException(ErrorCode.NOT_FOUND, "no table " + slice.table());
        }
        List<Object[]> rows = new ArrayList<>();
        for (Object[] row : content.rows) {
            if (belongs(slice, content, row) && arrived(content, row)) {
                rows.add(row);
            }
        }
        if (slice.andBefore() && slice.table().slicing() == SourceTable.Slicing.STATE_QUARTER) {
            rows.removeAll(superseded(slice, content, rows));
        }
        return rows;
    }

    /** Rows before a slice after which there are others of their warehouse: nothing that they say holds any more. */
    private static List<Object[]> superseded(TableSlice slice, Content content, List<Object[]> rows) {
        int workspace = index(content.table.columns(), List.of("workspace_id"));
        int warehouse = index(content.table.columns(), List.of("warehouse_id"));
        Map<List<Object>, Long> last = new HashMap<>();
        List<Object[]> before = rows.stream()
                .filter(row -> day(content, row).isBefore(slice.day()))
                .toList();
        before.forEach(
                row -> last.merge(Arrays.asList(row[workspace], row[warehouse]), (Long) row[content.day], Math::max));
        return before.stream()
                .filter(row ->
                        !last.get(Arrays.asList(row[workspace], row[warehouse])).equals(row[content.day]))
                .toList();
    }

    private static boolean belongs(TableSlice slice, Content content, Object[] row) {
        if (slice.day() == null) {
            return true;
        }
        if (slice.quarter() != TableSlice.WHOLE_DAY && slice.quarter() != quarter(content, row)) {
            return false;
        }
        LocalDate day = day(content, row);
        return slice.day().equals(day) || (slice.andBefore() && day.isBefore(slice.day()));
    }

    private static int quarter(Content content, Object[] row) {
        int column = content.table.slicing() == SourceTable.Slicing.INGESTION_QUARTER
                ? index(content.table.columns(), List.of("usage_start_time"))
                : content.day;
        long micros = row[column] == null ? 0 : (Long) row[column];
        return (int) (Math.floorMod(micros, 86_400_000_000L) / 21_600_000_000L);
    }

    @Override
    public void read(TableSlice slice, RowSink sink) {
        reads.incrementAndGet();
        List<Object[]> rows = rows(slice);
        String fingerprint = fingerprint(rows);
        Random random = disorder;
        if (random != null) {
            synchronized (random) {
                int count = rows.size();
                for (int i = 0; i < count; i += 1 + random.nextInt(20)) {
                    rows.add(rows.get(random.nextInt(count)));
                }
                Collections.shuffle(rows, random);
            }
        }
        rows.forEach(row -> push(row, sink));
        if (fingerprinted) {
            sink.fingerprint(fingerprint);
        }
    }

    private boolean arrived(Content content, Object[] row) {
        if (content.arrival < 0 || row[content.arrival] == null) {
            return true;
        }
        int chance = Math.floorMod(Arrays.hashCode(row), 480);
        long late = chance < 48 ? chance * 3_600_000_000L : 0;
        boolean ingested = content.day < 0
                || content.table.slicing() != SourceTable.Slicing.INGESTION_QUARTER
                || (Long) row[content.day] * 86_400_000_000L <= knownUntil;
        return ingested && (knownUntil == Long.MAX_VALUE || (Long) row[content.arrival] + late <= knownUntil);
    }

    static LocalDate day(Content content, Object[] row) {
        long value = (Long) row[content.day];
        return content.table.columns().get(content.day).type() == SourceColumn.Type.DATE
                ? LocalDate.ofEpochDay(value)
                : LocalDate.ofEpochDay(Math.floorDiv(value, 86_400_000_000L));
    }

    private static void push(Object[] row, RowSink sink) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof Long number) {
                sink.number(i, number);
            } else {
                sink.text(i, (String) row[i]);
            }
        }
        sink.endRow();
    }

    private static Content load(Statement statement, String name, Path file) throws SQLException {
        List<SourceColumn> columns = new ArrayList<>();
        List<String> select = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet('" + file + "')")) {
            while (rows.next()) {
                String column = rows.getString(1);
                SourceColumn.Type type = type(rows.getString(2));
                columns.add(new SourceColumn(column, type));
                select.add(
                        switch (type) {
                            case TIMESTAMP -> "epoch_us(" + column + ")";
                            case DATE -> "CAST(epoch(" + column + ") / 86400 AS BIGINT)";
                            case JSON -> "CAST(to_json(" + column + ") AS VARCHAR)";
                            case BOOLEAN, INTEGER -> "CAST(" + column + " AS BIGINT)";
                            case TEXT, DECIMAL, DOUBLE -> "CAST(" + column + " AS VARCHAR)";
                        });
            }
        }
        int dot = name.indexOf('.');
        String day = DAYS.get(name);
        SourceTable.Slicing slicing = day == null
                ? SourceTable.Slicing.WHOLE
                : switch (day) {
                    case "ingestion_date" -> SourceTable.Slicing.INGESTION_QUARTER;
                    case "change_time" -> SourceTable.Slicing.CHANGE_DAY;
                    default ->
                        day.equals("event_time")
                                ? SourceTable.Slicing.STATE_QUARTER
                                : type(columns, day) == SourceColumn.Type.TIMESTAMP
                                        ? SourceTable.Slicing.EVENT_QUARTER
                                        : SourceTable.Slicing.EVENT_DAY;
                };
        SourceTable table =
                new SourceTable(name.substring(0, dot), name.substring(dot + 1), "", slicing, columns, null);
        List<Object[]> all = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT " + String.join(", ", select) + " FROM read_parquet('" + file + "')")) {
            while (rows.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                all.add(row);
            }
        }
        return new Content(table, all, index(columns, List.of(day == null ? "" : day)), index(columns, ARRIVALS));
    }

    private static int index(List<SourceColumn> columns, List<String> names) {
        for (String name : names) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static SourceColumn.Type type(List<SourceColumn> columns, String name) {
        return columns.get(index(columns, List.of(name))).type();
    }

    private static SourceColumn.Type type(String type) {
        if (type.startsWith("STRUCT") || type.startsWith("MAP") || type.endsWith("]")) {
            return SourceColumn.Type.JSON;
        }
        if (type.startsWith("DECIMAL")) {
            return SourceColumn.Type.DECIMAL;
        }
        if (type.startsWith("TIMESTAMP")) {
            return SourceColumn.Type.TIMESTAMP;
        }
        return switch (type) {
            case "DATE" -> SourceColumn.Type.DATE;
            case "BOOLEAN" -> SourceColumn.Type.BOOLEAN;
            case "BIGINT", "INTEGER", "SMALLINT" -> SourceColumn.Type.INTEGER;
            case "DOUBLE", "FLOAT" -> SourceColumn.Type.DOUBLE;
            default -> SourceColumn.Type.TEXT;
        };
    }
}
