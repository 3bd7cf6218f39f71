package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A finished ledger, as Parquet files. */
public interface Ledger {

    /** From the first day of which it has rows to the last one; empty when it has none. */
    Optional<Days> days();

    /**
     * The files with all rows of some days; there may be rows of others in them, and the days may be more than the ledger
     * has.
     *
     * @throws CostInsightsException when one is not there
     */
    List<Path> files(Days days);

    /** A folder that can be written to, for what does not fit in memory. */
    Path temporary();
}
