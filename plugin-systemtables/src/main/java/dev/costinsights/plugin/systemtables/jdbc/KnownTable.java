package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.SourceTable.Slicing;
import dev.costinsights.core.spi.TableSlice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A system table that is read, and what cannot be found out by asking for its columns.
 *
 * @param reach whether every workspace shows the same rows
 * @param slicing how it is cut into days
 * @param dayColumn by which column; null for a table that is read whole
 * @param leftOut columns that are not taken in
 */
record KnownTable(
        String schema,
        String name,
        Reach reach,
        Slicing slicing,
        String dayColumn,
        DayType dayType,
        Set<String> leftOut) {

    /** Whose rows a table holds. */
    enum Reach {
        /** The account's. */
        GLOBAL,
        /** Those of one cloud region. */
        REGIONAL
    }

    /** What kind of column the days are cut by. */
    enum DayType {
        DATE,
        TIME,
        NONE
    }

    private static final String USAGE = "billing.usage";
    /** Whose state a row of a table says that is cut by {@link Slicing#STATE_QUARTER}. */
    private static final String STATE_OF = "workspace_id, warehouse_id";

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long QUARTER_MICROS = DAY_MICROS / TableSlice.QUARTERS;

    /** Corrections come for old days, but the longest retention that there is has an end. */
    private static final int LONGEST_RETENTION_DAYS = 3_650;

    /**
     * Parameters may hold anything and are a type hundreds of fields deep; the text of errors repeats that of statements.
     */
    private static final Set<String> PRIVATE = Set.of("query_parameters", "error_message");

    /** Bills first, so that what matters most is there first. */
    static final List<KnownTable> ALL = List.of(
            new KnownTable(
                    "billing",
                    "usage",
                    Reach.GLOBAL,
                    Slicing.INGESTION_QUARTER,
                    "ingestion_date",
                    DayType.DATE,
                    Set.of()),
            whole("billing", "list_prices", Reach.GLOBAL),
            whole("billing", "account_prices", Reach.GLOBAL),
            byDate("billing", "attributed_usage", Reach.GLOBAL, "usage_date"),
            whole("access", "workspaces_latest", Reach.GLOBAL),
            new KnownTable(
                    "query", "history", Reach.REGIONAL, Slicing.EVENT_QUARTER, "start_time", DayType.TIME, PRIVATE),
            whole("lakeflow", "jobs", Reach.REGIONAL),
            whole("lakeflow", "job_tasks", Reach.REGIONAL),
            byTime("lakeflow", "job_run_timeline", "period_start_time"),
            byTime("lakeflow", "job_task_run_timeline", "period_start_time"),
            whole("lakeflow", "pipelines", Reach.REGIONAL),
            byTime("lakeflow", "pipeline_update_timeline", "period_start_time"),
            // As many as job runs, where each has a cluster of its own.
            new KnownTable(
                    "compute", "clusters", Reach.REGIONAL, Slicing.CHANGE_DAY, "change_time", DayType.TIME, Set.of()),
            whole("compute", "warehouses", Reach.REGIONAL),
            new KnownTable(
                    "compute",
                    "warehouse_events",
                    Reach.REGIONAL,
                    Slicing.STATE_QUARTER,
                    "event_time",
                    DayType.TIME,
                    Set.of()),
            whole("serving", "served_entities", Reach.REGIONAL),
            byTime("serving", "endpoint_usage", "request_time"),
            byDate("operational_data", "jobs_cost", Reach.REGIONAL, "usage_date"));

    private static KnownTable whole(String schema, String name, Reach reach) {
        return new KnownTable(schema, name, reach, Slicing.WHOLE, null, DayType.NONE, Set.of());
    }

    private static KnownTable byDate(String schema, String name, Reach reach, String column) {
        return new KnownTable(schema, name, reach, Slicing.EVENT_DAY, column, DayType.DATE, Set.of());
    }

    private static KnownTable byTime(String schema, String name, String column) {
        return new KnownTable(schema, name, Reach.REGIONAL, Slicing.EVENT_QUARTER, column, DayType.TIME, Set.of());
    }

    /** How it is cut where the column that its days are cut by is not there, if there is another way. */
    Optional<KnownTable> withoutDay() {
        return switch (qualifiedName()) {
            case USAGE -> Optional.of(byDate(schema, name, reach, "usage_date"));
            case "compute.clusters", "operational_data.jobs_cost" -> Optional.of(whole(schema, name, reach));
            default -> Optional.empty();
        };
    }

    /** The column by which a day is cut into quarters. */
    String quarterColumn() {
        return slicing == Slicing.INGESTION_QUARTER ? "usage_start_time" : dayColumn;
    }

    /** How it is cut where that column is not there. */
    KnownTable withoutQuarters() {
        return slicing == Slicing.INGESTION_QUARTER
                ? new KnownTable(schema, name, reach, Slicing.INGESTION_DAY, dayColumn, dayType, leftOut)
                : this;
    }

    /** As SQL names it. */
    String sqlName() {
        return "system." + schema + '.' + name;
    }

    /** {@code billing.usage}, ... */
    String qualifiedName() {
        return schema + '.' + name;
    }

    /** The rows of a slice, in SQL. */
    String where(TableSlice slice) {
        return slice.day() == null ? "" : where(slice, slice);
    }

    /** The rows of two slices and of what is between them, in SQL. */
    String where(TableSlice first, TableSlice last) {
        if (first.andBefore()) {
            return " WHERE "
                    + (slicing == Slicing.STATE_QUARTER
                            ? "(" + during(first, last) + " OR " + lastBefore(first) + ")"
                            : upTo(last));
        }
        return switch (dayType) {
            case NONE -> "";
            case DATE ->
                " WHERE " + dayColumn + " >= " + literal(first.day()) + " AND " + dayColumn + " <= "
                        + literal(last.day()) + retained(first.day()) + quarter(first, last);
            case TIME -> " WHERE " + during(first, last);
        };
    }

    private String during(TableSlice first, TableSlice last) {
        return dayColumn + " >= " + literal(first.start()) + " AND " + before(last);
    }

    /** The last row of each object before a slice: what it says holds when the slice begins. */
    private String lastBefore(TableSlice first) {
        String earlier = dayColumn + " < " + literal(first.start());
        return earlier + " AND (" + STATE_OF + ", " + dayColumn + ") IN (SELECT " + STATE_OF + ", max(" + dayColumn
                + ") FROM " + sqlName() + " WHERE " + earlier + " GROUP BY " + STATE_OF + ")";
    }

    private String quarter(TableSlice first, TableSlice last) {
        return isQuarter(first) && first.equals(last) ? " AND " + quarterSql() + " = " + first.quarter() : "";
    }

    private static boolean isQuarter(TableSlice slice) {
        return slice.quarter() != TableSlice.WHOLE_DAY;
    }

    /** Of a row with a date: the quarter of its time of day, which may be another day's. */
    private String quarterSql() {
        // Twice, for the remainder of what was before 1970 is negative.
        return "CAST(coalesce(floor(((unix_micros(CAST(" + quarterColumn() + " AS TIMESTAMP)) % " + DAY_MICROS + " + "
                + DAY_MICROS + ") % " + DAY_MICROS + ") / " + QUARTER_MICROS + "), 0) AS BIGINT)";
    }

    private String upTo(TableSlice last) {
        return '(' + before(last) + " OR " + dayColumn + " IS NULL)";
    }

    private String before(TableSlice last) {
        return dayColumn + " < " + literal(last.end());
    }

    /**
     * The piece of a table that a row belongs to as text, in SQL, when it is cut as the first of the slices that are looked at
     * is.
     */
    String pieceSql(TableSlice first) {
        return first.andBefore()
                ? "CASE WHEN " + upTo(first) + " THEN '" + pieceText(first) + "' ELSE " + countedSql(first) + " END"
                : countedSql(first);
    }

    private String countedSql(TableSlice slice) {
        if (dayType == DayType.DATE) {
            String date = "CAST(" + dayColumn + " AS STRING)";
            return isQuarter(slice) ? date + " || ' ' || CAST(" + quarterSql() + " AS STRING)" : date;
        }
        return "CAST(CAST(floor(unix_micros(CAST(" + dayColumn + " AS TIMESTAMP)) / " + lengthMicros(slice)
                + ") AS BIGINT) AS STRING)";
    }

    /** How that names a slice. */
    String pieceText(TableSlice slice) {
        if (dayType == DayType.DATE) {
            return isQuarter(slice)
                    ? slice.day() + " " + slice.quarter()
                    : slice.day().toString();
        }
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, slice.start()) / lengthMicros(slice));
    }

    private static long lengthMicros(TableSlice slice) {
        return ChronoUnit.MICROS.between(slice.start(), slice.end());
    }

    private static String literal(Instant time) {
        return "TIMESTAMP '" + time + '\'';
    }

    /** The start of a day, as the type of the column that days are cut by. */
    String literal(LocalDate day) {
        return dayType == DayType.DATE
                ? "DATE '" + day + '\''
                : literal(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Usage is laid out by usage_date, so a bound on it spares the warehouse most files. */
    private String retained(LocalDate day) {
        return slicing == Slicing.INGESTION_DAY || slicing == Slicing.INGESTION_QUARTER
                ? " AND usage_date >= DATE '" + day.minusDays(LONGEST_RETENTION_DAYS) + '\''
                : "";
    }
}
