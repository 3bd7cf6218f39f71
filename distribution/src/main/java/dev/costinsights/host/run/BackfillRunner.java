package dev.costinsights.host.run;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.backfill.Backfill;
import dev.costinsights.host.backfill.BackfillOptions;
import dev.costinsights.host.backfill.BackfillResult;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.database.HostDatabase;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.recording.JournalTableSource;
import dev.costinsights.host.store.Store;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the backfill with the host's plugins. */
public final class BackfillRunner {

    /** Its name where others see who writes to the store. */
    static final String COMMAND = "backfill";

    private static final Logger LOG = LoggerFactory.getLogger(BackfillRunner.class);
    private static final Duration SLICE_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration SETTLE = Duration.ofDays(3);
    private static final int PARALLEL = 4;
    private static final int MOST_PARALLEL = 64;

    private final Settings settings;
    private final Clock clock;
    private final PluginDirectory plugins;
    private final PluginPolicy policy;
    private final Progress progress;
    private final StoreAccess access;
    private final DailyLedgers ledgers;
    private final StoreEstimates estimates;

    @Inject
    BackfillRunner(
            Settings settings,
            Clock clock,
            PluginDirectory plugins,
            PluginPolicy policy,
            Progress progress,
            StoreAccess access,
            DailyLedgers ledgers,
            StoreEstimates estimates) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = plugins;
        this.policy = policy;
        this.progress = progress;
        this.access = access;
        this.ledgers = ledgers;
        this.estimates = estimates;
    }

    /**
     * Reads what a window needs.
     *
     * @param again also what does not change any more
     * @param daily whether to compute the days of the ledger that changed
     * @throws CostInsightsException when nothing can be read or written
     */
    public BackfillResult run(LocalDate start, LocalDate end, boolean again, boolean daily)
            throws InterruptedException {
        Config host = settings.host();
        BackfillOptions options = new BackfillOptions(
                start,
                end,
                parallel(host),
                host.duration(HostKeys.BACKFILL_SLICE_TIMEOUT, SLICE_TIMEOUT),
                host.duration(HostKeys.BACKFILL_SETTLE, SETTLE),
                again);
        try (PreparedEngine engine = PreparedEngine.of(settings, clock, plugins, policy, UnaryOperator.identity())) {
            List<TableSource> sources = engine.insights().tableSources();
            if (sources.isEmpty()) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "there is nothing to read from: set databricks.warehouse_id"
                                + " (COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID) to the SQL warehouse that runs the queries,"
                                + " and log in as the SDK does (DATABRICKS_HOST, DATABRICKS_TOKEN, a profile, ...)");
            }
            try (Store store = access.write(COMMAND)) {
                progress.phase("rows read");
                BackfillResult result = new Backfill(store, options, this::tell).run(withRecordings(sources, store));
                if (daily) {
                    catchUp();
                    ledgers.with(store, DayLedgers::update);
                }
                return result;
            }
        }
    }

    /** What was recorded is copied like any other table, so that the days of the ledger follow from the store alone. */
    private List<TableSource> withRecordings(List<TableSource> sources, Store store) {
        List<TableSource> all = new ArrayList<>(sources);
        HostDatabase.EXECUTIONS
                .existing(settings.host(), access.home())
                .ifPresent(journal -> all.add(new JournalTableSource(new JdbcJournal(journal), store)));
        return all;
    }

    /** Estimates what nobody has yet, before its bill is noted. Without that number the ledger is what it is. */
    private void catchUp() {
        try {
            estimates.catchUp();
        } catch (CostInsightsException e) {
            LOG.warn("executions that ended unseen are not estimated: {}", e.getMessage());
        }
    }

    private void tell(String table, int done, int planned, long rows) {
        progress.phase("rows read, " + done + " of " + planned + " slices, " + table, done, planned);
        progress.reach(rows);
    }

    static int parallel(Config host) {
        return Math.toIntExact(host.integer(HostKeys.BACKFILL_PARALLEL, PARALLEL, 1, MOST_PARALLEL));
    }
}
