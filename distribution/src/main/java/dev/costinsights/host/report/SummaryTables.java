package dev.costinsights.host.report;

import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.model.UnattributedReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The tables in which a ledger is summed up. Every table names its currency; amounts are list cost. */
public final class SummaryTables {

    private final LedgerSummary summary;
    private final AttributionResult result;
    private final Map<String, LedgerSummary.OfCurrency> currencies;

    public SummaryTables(LedgerSummary summary, AttributionResult result) {
        this.summary = summary;
        this.result = result;
        this.currencies = new TreeMap<>(summary.currencies());
    }

    /** Whether a part of some charge is unattributed for a reason. */
    public boolean hasReason(UnattributedReason reason) {
        return currencies.values().stream().anyMatch(rows -> rows.reasons.containsKey(reason.name()));
    }

    /** What was billed, what it costs after contract prices and discounts, and the proof that nothing is missing. */
    public Table billed() {
        Map<String, Total> billed = new TreeMap<>();
        Map<String, Total> differences = new TreeMap<>();
        for (ReconciliationRow row : result.reconciliation()) {
            if (!row.currency().isEmpty()) {
                billed.computeIfAbsent(row.currency(), key -> new Total()).add(row.billedCost());
                differences.computeIfAbsent(row.currency(), key -> new Total()).add(row.difference());
            }
        }
        Table.Builder table =
                Table.of("billed", "Billed", "currency", "billed", "effective", "in_ledger", "difference");
        billed.forEach((currency, total) -> {
            LedgerSummary.OfCurrency rows = currencies.getOrDefault(currency, new LedgerSummary.OfCurrency());
            table.row(
                    Cell.text(currency),
                    money(total),
                    money(rows.effective),
                    money(rows.list),
                    money(differences.get(currency)));
        });
        return table.build();
    }

    public Table byCategory() {
        Table.Builder table =
                Table.of("by_category", "By category", "currency", "category", "cost", "share", "meaning");
        currencies.forEach((currency, rows) -> {
            for (Category category : Category.values()) {
                Total total = rows.categories[category.ordinal()];
                if (total != null) {
                    table.row(
                            Cell.text(currency),
                            Cell.text(category.name()),
                            money(total),
                            share(total, rows),
                            Cell.text(meaning(category)));
                }
            }
        });
        return table.build();
    }

    public Table topJobs(int most) {
        Table.Builder table = Table.of(
                "top_jobs", "Top orchestrator jobs", "currency", "orchestrator", "orchestrator_job", "cost", "share");
        Comparator<LedgerSummary.Job> order = Comparator.comparing(LedgerSummary.Job::name)
                .thenComparing(LedgerSummary.Job::orchestrator, Comparator.nullsFirst(Comparator.naturalOrder()));
        currencies.forEach((currency, rows) -> largest(rows.jobs, most, order)
                .forEach(entry -> table.row(
                        Cell.text(currency),
                        Cell.text(entry.getKey().orchestrator()),
                        Cell.text(entry.getKey().name()),
                        money(entry.getValue()),
                        share(entry.getValue(), rows))));
        return table.build();
    }

    /** How amount and identity are known, as shares of what is attributed to executions and of the rest. */
    public Table coverage() {
        int identities = IdentityBasis.values().length;
        Table.Builder table = Table.of(
                "coverage", "Coverage by evidence", "currency", "amount_basis", "identity_basis", "cost", "share");
        currencies.forEach((currency, rows) -> {
            for (AmountBasis amount : AmountBasis.values()) {
                for (IdentityBasis identity : IdentityBasis.values()) {
                    Total total = rows.evidence[amount.ordinal() * identities + identity.ordinal()];
                    if (total != null) {
                        table.row(
                                Cell.text(currency),
                                Cell.text(amount.name()),
                                Cell.text(identity.name()),
                                money(total),
                                share(total, rows));
                    }
                }
            }
        });
        return table.build();
    }

    public Table idle(int most) {
        Table.Builder table = Table.of(
                "idle", "Idle compute", "currency", "resource_type", "resource_id", "workspace_id", "kind", "cost");
        Comparator<LedgerSummary.Idle> order = Comparator.comparing(LedgerSummary.Idle::workspaceId)
                .thenComparing(LedgerSummary.Idle::resourceType)
                .thenComparing(LedgerSummary.Idle::resourceId)
                .thenComparing(idle -> idle.kind() == null ? "" : idle.kind());
        currencies.forEach((currency, rows) -> largest(rows.idle, most, order)
                .forEach(entry -> table.row(
                        Cell.text(currency),
                        Cell.text(entry.getKey().resourceType()),
                        Cell.text(entry.getKey().resourceId()),
                        Cell.text(entry.getKey().workspaceId()),
                        Cell.text(entry.getKey().kind()),
                        money(entry.getValue()))));
        return table.build();
    }

    public Table unattributed() {
        Table.Builder table =
                Table.of("unattributed", "Unattributed, by reason", "currency", "reason", "cost", "share");
        currencies.forEach((currency, rows) -> largest(rows.reasons, Integer.MAX_VALUE, Comparator.naturalOrder())
                .forEach(entry -> table.row(
                        Cell.text(currency),
                        Cell.text(entry.getKey()),
                        money(entry.getValue()),
                        share(entry.getValue(), rows))));
        return table.build();
    }

    public Table unpriced() {
        Table.Builder table = Table.of("unpriced", "Without a price", "sku_name", "usage_unit", "quantity");
        Comparator<LedgerSummary.Unpriced> order =
                Comparator.comparing(LedgerSummary.Unpriced::skuName).thenComparing(LedgerSummary.Unpriced::unit);
        summary.unpriced().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(order))
                .forEach(entry -> table.row(
                        Cell.text(entry.getKey().skuName()),
                        Cell.text(entry.getKey().unit()),
                        Cell.quantity(entry.getValue().decimal(Charge.QUANTITY_SCALE))));
        return table.build();
    }

    /** Counts of the run, and what it left behind. */
    public Table run(List<Path> files) {
        Table.Builder table = Table.of("run", "Run", "item", "value")
                .row(Cell.text("usage records"), asText(Cell.count(result.usageRecords())))
                .row(Cell.text("ledger rows"), asText(Cell.count(result.ledgerRows())));
        if (result.duplicateReads() > 0) {
            table.row(Cell.text("read twice, counted once"), asText(Cell.count(result.duplicateReads())));
        }
        if (result.revisions() > 0) {
            table.row(Cell.text("records that changed"), asText(Cell.count(result.revisions())));
        }
        // Where no usage came there is no moment of knowledge, unless the caller gave one.
        table.row(
                Cell.text("as of"),
                Cell.text(
                        result.asOf().equals(Instant.EPOCH) ? "" : result.asOf().toString()));
        files.forEach(file -> table.row(Cell.text("written"), Cell.text(file.toString())));
        return table.build();
    }

    private static String meaning(Category category) {
        return switch (category) {
            case DIRECT -> "the bill names who used it";
            case ALLOCATED -> "a share of what several used";
            case IDLE -> "was on and did nothing";
            case OVERHEAD -> "platform services";
            case UNATTRIBUTED -> "nobody can be named";
            case UNPRICED -> "no price is known";
        };
    }

    // The column holds names, too, and a column has one side.
    private static Cell asText(Cell count) {
        return new Cell(count.raw(), count.shown(), false);
    }

    private static <K> Stream<Map.Entry<K, Total>> largest(Map<K, Total> totals, int most, Comparator<K> order) {
        Comparator<Map.Entry<K, Total>> largestFirst =
                Comparator.comparing(entry -> entry.getValue().units(), Comparator.reverseOrder());
        return totals.entrySet().stream()
                .sorted(largestFirst.thenComparing(Map.Entry::getKey, order))
                .limit(most);
    }

    static Cell money(Total total) {
        return Cell.money(total.decimal(Charge.COST_SCALE));
    }

    private static Cell share(Total total, LedgerSummary.OfCurrency rows) {
        return share(total, rows.list);
    }

    static Cell share(Total part, Total whole) {
        return Cell.share(part.decimal(Charge.COST_SCALE), whole.decimal(Charge.COST_SCALE));
    }
}
