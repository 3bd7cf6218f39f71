package dev.costinsights.host.report;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.LedgerRow;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How each kind of execution was found, in money at list cost: at its launch, by what it carried, or only in the system
 * tables. One thread.
 */
public final class TrackingCoverage implements LedgerSink {

    /** How something was found, the best way first. */
    private enum Way {
        /** Its id was recorded when it was launched. */
        TRACKED,
        /** By tags, parameters or comments that travelled with it. */
        TAGGED,
        /** The system tables name it, and nothing says for whom it ran but a user. */
        SYSTEM_TABLES,
        /** Nobody can be named. */
        NOBODY;

        static Way of(LedgerRow row) {
            if (row.category() != Category.DIRECT && row.category() != Category.ALLOCATED) {
                return NOBODY;
            }
            IdentityBasis basis = row.identity().basis();
            return switch (basis) {
                case HANDLE -> TRACKED;
                case EXEC_TAG, SQL_COMMENT, BILL_TAG -> TAGGED;
                // A job or pipeline that is named may bring a context along: its own parameters, tags or recording.
                case QUERY_SOURCE -> row.identity().context() == null ? SYSTEM_TABLES : TAGGED;
                case RULE, RUN_AS, NONE -> SYSTEM_TABLES;
            };
        }
    }

    private final Map<String, Map<String, Map<Way, Total>>> currencies = new TreeMap<>();

    @Override
    public void row(LedgerRow row) {
        if (!row.charge().isPriced()) {
            return;
        }
        currencies
                .computeIfAbsent(row.charge().currency(), key -> new TreeMap<>())
                .computeIfAbsent(kind(row), key -> new EnumMap<>(Way.class))
                .computeIfAbsent(Way.of(row), key -> new Total())
                .add(row.listCost());
    }

    /** A row for each kind of execution, and for what no execution caused. */
    public Table table() {
        Table.Builder table = Table.of(
                "coverage_by_kind",
                "How executions were found",
                "currency",
                "kind",
                "tracked_at_launch",
                "found_by_tags",
                "system_tables_only",
                "nobody",
                "cost",
                "tracked_or_tagged");
        currencies.forEach((currency, kinds) -> kinds.forEach((kind, ways) -> {
            Total all = new Total();
            ways.values().forEach(all::add);
            Total known = new Total();
            known.add(total(ways, Way.TRACKED));
            known.add(total(ways, Way.TAGGED));
            table.row(
                    Cell.text(currency),
                    Cell.text(kind),
                    SummaryTables.money(total(ways, Way.TRACKED)),
                    SummaryTables.money(total(ways, Way.TAGGED)),
                    SummaryTables.money(total(ways, Way.SYSTEM_TABLES)),
                    SummaryTables.money(total(ways, Way.NOBODY)),
                    SummaryTables.money(all),
                    SummaryTables.share(known, all));
        }));
        return table.build();
    }

    private static Total total(Map<Way, Total> ways, Way way) {
        return ways.getOrDefault(way, new Total());
    }

    private static String kind(LedgerRow row) {
        return row.executionType() == null
                ? row.category().name()
                : row.executionType().name();
    }
}
