package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.SourceTable.Slicing;
import dev.costinsights.core.spi.TableSlice;
import java.time.LocalDate;
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

    /** Corrections come for old days, but the longest retention that there is has an end. */
    private static final int LONGEST_RETENTION_DAYS = 3_650;

    /**
     * Parameters may hold anything and are a type hundreds of fields deep; the text of errors repeats that of statements.
     */
    private static final Set<String> PRIVATE = Set.of("query_parameters", "error_message");

    /** Bills first, so that what matters most is there first. */
    static final List<KnownTable> ALL = List.of(
            new KnownTable(
                    "billing", "usage", Reach.GLOBAL, Slicing.INGESTION_DAY, "ingestion_date", DayType.DATE, Set.of()),
            whole("billing", "list_prices", Reach.GLOBAL),
            whole("billing", "account_prices", Reach.GLOBAL),
            byDate("billing", "attributed_usage", Reach.GLOBAL, "usage_date"),
            whole("access", "workspaces_latest", Reach.GLOBAL),
            new KnownTable("query", "history", Reach.REGIONAL, Slicing.EVENT_DAY, "start_time", DayType.TIME, PRIVATE),
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
            byTime("compute", "warehouse_events", "event_time"),
            whole("compute", "node_types", Reach.REGIONAL),
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
        return new KnownTable(schema, name, Reach.REGIONAL, Slicing.EVENT_DAY, column, DayType.TIME, Set.of());
    }

    /** How it is cut where the column that its days are cut by is not there, if there is another way. */
    Optional<KnownTable> withoutDay() {
        return switch (qualifiedName()) {
            case "billing.usage" -> Optional.of(byDate(schema, name, reach, "usage_date"));
            case "compute.clusters", "operational_data.jobs_cost" -> Optional.of(whole(schema, name, reach));
            default -> Optional.empty();
        };
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
        return slice.day() == null ? "" : where(slice, slice.day());
    }

    /** The rows of a slice and of the days after it through another, in SQL. */
    String where(TableSlice slice, LocalDate last) {
        LocalDate first = slice.day();
        if (slice.andBefore()) {
            return " WHERE " + upTo(last);
        }
        return switch (dayType) {
            case NONE -> "";
            case DATE ->
                " WHERE " + dayColumn + " >= " + literal(first) + " AND " + dayColumn + " <= " + literal(last)
                        + retained(first);
            case TIME ->
                " WHERE " + dayColumn + " >= " + literal(first) + " AND " + dayColumn + " < "
                        + literal(last.plusDays(1));
        };
    }

    private String upTo(LocalDate last) {
        return '(' + dayColumn + " < " + literal(last.plusDays(1)) + " OR " + dayColumn + " IS NULL)";
    }

    /** The day of a row as text, in SQL, when the slice is the first of those that are looked at. */
    String daySql(TableSlice first) {
        return first.andBefore()
                ? "CASE WHEN " + upTo(first.day()) + " THEN '" + dayText(first.day()) + "' ELSE " + daySql() + " END"
                : daySql();
    }

    private String daySql() {
        return dayType == DayType.DATE
                ? "CAST(" + dayColumn + " AS STRING)"
                : "CAST(CAST(floor(unix_micros(CAST(" + dayColumn
                        + " AS TIMESTAMP)) / 86400000000) AS BIGINT) AS STRING)";
    }

    /** How that names a day. */
    String dayText(LocalDate day) {
        return dayType == DayType.DATE ? day.toString() : Long.toString(day.toEpochDay());
    }

    /** The start of a day, as the type of the column that days are cut by. */
    String literal(LocalDate day) {
        return dayType == DayType.DATE ? "DATE '" + day + '\'' : "TIMESTAMP '" + day + "T00:00:00Z'";
    }

    /** Usage is laid out by usage_date, so a bound on it spares the warehouse most files. */
    private String retained(LocalDate day) {
        return slicing == Slicing.INGESTION_DAY
                ? " AND usage_date >= DATE '" + day.minusDays(LONGEST_RETENTION_DAYS) + '\''
                : "";
    }
}
