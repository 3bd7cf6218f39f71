package dev.costinsights.host.daily;

import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.store.FactView;
import dev.costinsights.host.store.LedgerDay;
import dev.costinsights.host.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps the ledger of every day of usage in the store. A day is computed again, as a whole, when the hash of what it
 * follows from is another than the one that it was computed from; so it does not matter how changes came, in which order,
 * or how many of them at once. One thread.
 */
public final class DayLedgers {

    private static final int FOLDER_DIGITS = 24;

    private final Store store;
    private final FactView view;
    private final DayEngine engine;
    private final Duration settleHorizon;
    private final String options;

    /**
     * @param view what the engine reads from
     * @param options everything that decides a ledger beside the facts and the horizon, as text
     */
    public DayLedgers(Store store, FactView view, DayEngine engine, Duration settleHorizon, String options) {
        this.store = store;
        this.view = view;
        this.engine = engine;
        this.settleHorizon = settleHorizon;
        this.options = options + ' ' + settleHorizon;
    }

    /**
     * What was done.
     *
     * @param days that there are now
     * @param computed days that were computed
     */
    public record Outcome(int days, List<LocalDate> computed) {

        public Outcome {
            computed = List.copyOf(computed);
        }
    }

    /** Days that have to be computed again, and those that are kept though their usage is gone. */
    public static List<LocalDate> dirty(Store store, Duration settleHorizon, String options) {
        Knowledge knowledge = new Knowledge(store);
        Map<LocalDate, LedgerDay> kept = kept(store);
        SortedSet<LocalDate> dirty = new TreeSet<>(kept.keySet());
        dirty.removeAll(knowledge.days());
        for (LocalDate date : knowledge.days()) {
            LedgerDay day = kept.get(date);
            String digest = new DayInputs(knowledge, date, settleHorizon, options + ' ' + settleHorizon).digest();
            if (day == null || !day.inputHash().equals(digest)) {
                dirty.add(date);
            }
        }
        return List.copyOf(dirty);
    }

    /** Computes the days that changed. */
    public Outcome update() throws InterruptedException {
        return run(false);
    }

    /** Computes all days. */
    public Outcome rebuild() throws InterruptedException {
        return run(true);
    }

    private Outcome run(boolean all) throws InterruptedException {
        Knowledge knowledge = new Knowledge(store);
        SortedSet<LocalDate> days = knowledge.days();
        Map<LocalDate, LedgerDay> kept = kept(store);
        for (LocalDate date : kept.keySet()) {
            if (!days.contains(date)) {
                store.dropLedgerDay(date);
            }
        }
        List<LocalDate> computed = new ArrayList<>();
        for (LocalDate date : days) {
            DayInputs inputs = new DayInputs(knowledge, date, settleHorizon, options);
            LedgerDay day = kept.get(date);
            if (all || day == null || !day.inputHash().equals(inputs.digest())) {
                store.ledgerDay(compute(inputs));
                computed.add(date);
            }
        }
        return new Outcome(days.size(), computed);
    }

    /**
     * Computes days again and compares them with what is kept; changes nothing.
     *
     * @param dates which; those that are not kept, of which the facts changed since, or of which the usage is gone, are passed over
     * @param broken receives a sentence for each day that differs
     * @return how many were compared
     */
    public int verify(List<LocalDate> dates, List<String> broken) throws InterruptedException {
        Knowledge knowledge = new Knowledge(store);
        Map<LocalDate, LedgerDay> kept = kept(store);
        int compared = 0;
        for (LocalDate date : dates) {
            LedgerDay day = kept.get(date);
            if (day == null || !knowledge.days().contains(date)) {
                continue;
            }
            DayInputs inputs = new DayInputs(knowledge, date, settleHorizon, options);
            if (!day.inputHash().equals(inputs.digest())) {
                continue;
            }
            compared++;
            try (DisposableFolder work = work()) {
                LedgerDay again = describe(
                        inputs, attribute(inputs, work.path()), work.path().resolve("day"));
                if (!again.ledgerHash().equals(day.ledgerHash())
                        || !again.reconciliationHash().equals(day.reconciliationHash())) {
                    broken.add("the ledger of " + date + " is not what its facts give; run cost-insights rebuild");
                }
            } catch (IOException e) {
                throw store.unwritable(e);
            }
        }
        return compared;
    }

    private LedgerDay compute(DayInputs inputs) throws InterruptedException {
        try (DisposableFolder work = work()) {
            long rows = attribute(inputs, work.path());
            Path made = work.path().resolve("day");
            LedgerDay day = describe(inputs, rows, made);
            store.placeLedger(made, day);
            return day;
        } catch (IOException e) {
            throw store.unwritable(e);
        }
    }

    private long attribute(DayInputs inputs, Path work) throws InterruptedException {
        view.show(inputs.files());
        return engine.attribute(inputs.window(), inputs.asOf(), inputs.evidenceEnd(), work.resolve("day"));
    }

    private static LedgerDay describe(DayInputs inputs, long rows, Path made) throws IOException {
        return new LedgerDay(
                inputs.date(),
                inputs.digest(),
                inputs.date() + "-" + inputs.digest().substring(0, FOLDER_DIGITS),
                Sha256.of(made.resolve("ledger.parquet")),
                Sha256.of(made.resolve("reconciliation.parquet")),
                rows);
    }

    private DisposableFolder work() throws IOException {
        return DisposableFolder.in(store.folder().temporary(), "day-");
    }

    private static Map<LocalDate, LedgerDay> kept(Store store) {
        Map<LocalDate, LedgerDay> kept = new HashMap<>();
        store.ledgerDays().forEach(day -> kept.put(day.date(), day));
        return kept;
    }
}
