package dev.costinsights.host.daily;

import dev.costinsights.core.model.TimeSpan;
import java.nio.file.Path;
import java.time.Instant;

/** Attributes one day from the facts that are on view. */
public interface DayEngine {

    /**
     * Writes {@code ledger.parquet} and {@code reconciliation.parquet} into a new folder.
     *
     * @param asOf moment of knowledge
     * @param evidenceEnd what begins then or later explains nothing
     * @return rows of the ledger
     */
    long attribute(TimeSpan window, Instant asOf, Instant evidenceEnd, Path folder) throws InterruptedException;
}
