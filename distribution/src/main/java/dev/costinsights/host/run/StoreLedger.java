package dev.costinsights.host.run;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.database.HostDatabase;
import dev.costinsights.host.facts.FactListener;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.recording.KeptRecordings;
import dev.costinsights.host.store.FactView;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.WindowFacts;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The ledger of a window from what the store holds: the same engine over the same facts as from an export. */
public final class StoreLedger {

    static final String FROM = "systemtables.from";

    private final Settings settings;
    private final StoreAccess access;
    private final Attribution attribution;

    @Inject
    StoreLedger(Settings settings, StoreAccess access, Attribution attribution) {
        this.settings = settings;
        this.access = access;
        this.attribution = attribution;
    }

    /**
     * What a run ends with.
     *
     * @param facts that it was made from, and what is missing
     */
    public record Outcome(Attribution.Outcome ledger, WindowFacts facts) {}

    /** Attributes, and publishes the ledger. */
    public Outcome run(TimeSpan window, AttributionOptions.Builder options, Path folder, LedgerFormat format)
            throws InterruptedException {
        try (Store store = access.read("ledger");
                FactView view = FactView.of(store)) {
            WindowFacts facts = new WindowFacts(window, store.partitions(), store.tableStates());
            view.show(facts.files());
            Settings decided = settings.with(FROM, view.path(), "the store");
            return new Outcome(attribution.run(decided, recordings(view), options, folder, format), facts);
        }
    }

    /**
     * Hands the ledger's rows over, and leaves no files.
     *
     * @return the facts that it was made from, and what is missing
     */
    public WindowFacts pass(TimeSpan window, AttributionOptions.Builder options, LedgerSink sink)
            throws InterruptedException {
        return pass(window, options, sink, FactListener.NONE);
    }

    /** The same, and a listener hears of the facts, all of them before the first row. */
    public WindowFacts pass(TimeSpan window, AttributionOptions.Builder options, LedgerSink sink, FactListener listener)
            throws InterruptedException {
        try (Store store = access.read("ledger");
                FactView view = FactView.of(store)) {
            WindowFacts facts = new WindowFacts(window, store.partitions(), store.tableStates());
            view.show(facts.files());
            attribution.pass(settings.with(FROM, view.path(), "the store"), recordings(view), options, sink, listener);
            return facts;
        }
    }

    /** Hands over what was recorded of executions that began before the window's end; nothing where nothing was. */
    public void recorded(TimeSpan window, Consumer<ExecutionEvent> events) {
        Optional<JdbcJournal> journal = journal().map(JdbcJournal::new);
        if (journal.isEmpty()) {
            return;
        }
        try {
            journal.get().read(window.endMicros(), events);
        } catch (SQLException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "the recorded executions cannot be read: " + e.getMessage(), e);
        }
    }

    /** The journal may know more than the store, and the store what the journal has forgotten. */
    private Recordings recordings(FactView view) {
        return new Recordings(journal(), Optional.of(new KeptRecordings(view.path())));
    }

    private Optional<DataSource> journal() {
        return HostDatabase.EXECUTIONS.existing(settings.host(), access.home());
    }
}
