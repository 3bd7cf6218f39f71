package dev.costinsights.host.run;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.store.BackfillRun;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.ReadDays;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.TableState;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says how far the store is. */
public final class StoreStatus {

    private static final String USAGE = SystemTable.BILLING_USAGE.qualifiedName();

    /** How often somebody backfills who does not say so, and how late the newest day may be beyond that. */
    private static final Duration EVERY = Duration.ofDays(1);

    private static final Duration GRACE = Duration.ofHours(12);

    private final Settings settings;
    private final Clock clock;
    private final StoreAccess access;
    private final DailyLedgers ledgers;

    @Inject
    StoreStatus(Settings settings, Clock clock, StoreAccess access, DailyLedgers ledgers) {
        this.settings = settings;
        this.clock = clock;
        this.access = access;
        this.ledgers = ledgers;
    }

    /**
     * What there is to say.
     *
     * @param isPartial whether the last run left something out, or there was none
     * @param oldSince the last day that is complete, if a newer one should be by now
     */
    public record Report(List<Table> tables, boolean isPartial, Optional<LocalDate> oldSince) {}

    /** @throws CostInsightsException when there is no store, or it cannot be read */
    public Report report() {
        try (Store store = access.read("status")) {
            List<Partition> partitions = store.partitions();
            List<TableState> states = store.tableStates();
            Optional<BackfillRun> run = store.lastRun();
            List<Table> tables = new ArrayList<>();
            tables.add(summary(partitions, store));
            boolean isRunning =
                    store.writer().filter(BackfillRunner.COMMAND::equals).isPresent();
            run.ifPresent(last -> tables.add(run(last, isRunning)));
            tables.add(perTable(partitions, states));
            boolean partial = run.isEmpty() || !run.get().outcome().equals("DONE");
            return new Report(
                    tables, partial, ReadDays.completeThrough(partitions).filter(this::isOld));
        }
    }

    /** Whether a backfill that ran as often as it should would have made the day after complete. */
    private boolean isOld(LocalDate complete) {
        Duration every = settings.host().duration(HostKeys.BACKFILL_EVERY, EVERY);
        Instant nextIsOver = complete.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        return nextIsOver.plus(every.isZero() ? EVERY : every).plus(GRACE).isBefore(clock.instant());
    }

    private Table summary(List<Partition> partitions, Store store) {
        String complete =
                ReadDays.completeThrough(partitions).map(LocalDate::toString).orElse("");
        String provisional = newestUsage(partitions)
                .map(newest -> newest.minus(settings.settleHorizon()).toString())
                .orElse("");
        return Table.of(
                        "store",
                        "Store in " + store.folder().root(),
                        "complete_through",
                        "provisional_from",
                        "files",
                        "rows",
                        "bytes",
                        "ledger_days",
                        "dirty_days")
                .row(
                        Cell.text(complete),
                        Cell.text(provisional),
                        Cell.count(partitions.size()),
                        Cell.count(
                                partitions.stream().mapToLong(Partition::rows).sum()),
                        Cell.count(
                                partitions.stream().mapToLong(Partition::bytes).sum()),
                        Cell.count(store.ledgerDays().size()),
                        Cell.count(ledgers.dirty(store).size()))
                .build();
    }

    /** The end of the newest day on which usage arrived, which is the moment of knowledge. */
    private static Optional<Instant> newestUsage(List<Partition> partitions) {
        return partitions.stream()
                .filter(partition -> partition.slice().table().equals(USAGE)
                        && partition.rows() > 0
                        && partition.slice().day() != null)
                .map(partition -> partition
                        .slice()
                        .day()
                        .plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant())
                .max(Instant::compareTo);
    }

    private static Table run(BackfillRun run, boolean isRunning) {
        return Table.of(
                        "last_run",
                        "Last backfill",
                        "started",
                        "ended",
                        "first_day",
                        "last_day",
                        "outcome",
                        "slices",
                        "changed",
                        "failed",
                        "rows",
                        "message")
                .row(
                        Cell.text(seconds(run.started())),
                        Cell.text(run.ended() == null ? "" : seconds(run.ended())),
                        Cell.text(run.first().toString()),
                        Cell.text(run.last().toString()),
                        Cell.text(run.ended() == null && !isRunning ? "KILLED" : run.outcome()),
                        Cell.count(run.slices()),
                        Cell.count(run.changed()),
                        Cell.count(run.failed()),
                        Cell.count(run.rows()),
                        Cell.text(run.message()))
                .build();
    }

    private Table perTable(List<Partition> partitions, List<TableState> states) {
        Map<String, List<Partition>> byTable = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        for (TableState state : states) {
            byTable.computeIfAbsent(state.table() + ' ' + state.region(), key -> new ArrayList<>());
            problems.put(state.table() + ' ' + state.region(), state.problem());
        }
        for (Partition partition : partitions) {
            byTable.computeIfAbsent(
                            partition.slice().table() + ' ' + partition.slice().region(), key -> new ArrayList<>())
                    .add(partition);
        }
        Table.Builder table = Table.of(
                "tables",
                "Tables",
                "table",
                "region",
                "files",
                "rows",
                "newest_row",
                "lag_hours",
                "read_at",
                "problem");
        byTable.forEach((key, files) -> {
            int space = key.indexOf(' ');
            Optional<Instant> newest = files.stream()
                    .filter(file -> file.rows() > 0
                            && file.last() != Long.MAX_VALUE
                            && file.slice().day() != null)
                    .map(file -> Instant.EPOCH.plus(file.last(), ChronoUnit.MICROS))
                    .max(Instant::compareTo);
            table.row(
                    Cell.text(key.substring(0, space)),
                    Cell.text(key.substring(space + 1)),
                    Cell.count(files.size()),
                    Cell.count(files.stream().mapToLong(Partition::rows).sum()),
                    Cell.text(newest.map(StoreStatus::seconds).orElse("")),
                    Cell.text(newest.map(moment -> Long.toString(Math.max(
                                    0, Duration.between(moment, clock.instant()).toHours())))
                            .orElse("")),
                    Cell.text(files.stream()
                            .map(Partition::readAt)
                            .max(Instant::compareTo)
                            .map(StoreStatus::seconds)
                            .orElse("")),
                    Cell.text(problems.getOrDefault(key, "")));
        });
        return table.build();
    }

    private static String seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
