package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.host.store.SliceKey;
import dev.costinsights.host.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the slices that hold what they held when they were last read, by asking their source for their fingerprints instead
 * of their rows. They count as read at the moment of the question. Whatever stands in the way only means that more is read.
 */
final class UnchangedSlices {

    private static final Logger log = LoggerFactory.getLogger(UnchangedSlices.class);

    private final Store store;
    private final Duration timeout;

    UnchangedSlices(Store store, Duration timeout) {
        this.store = store;
        this.timeout = timeout;
    }

    /** @throws StoreFailure when the store cannot be written to */
    Set<SliceKey> among(TableSource source, List<TableSlice> slices) throws InterruptedException, StoreFailure {
        try {
            Set<SliceKey> known = store.fingerprinted();
            Set<SliceKey> damaged = store.damaged();
            List<TableSlice> asked = slices.stream()
                    .filter(slice -> known.contains(SliceKey.of(slice)) && !damaged.contains(SliceKey.of(slice)))
                    .toList();
            Instant moment = store.now();
            Map<SliceKey, String> fingerprints = asked.isEmpty() ? Map.of() : ask(source, asked);
            return fingerprints.isEmpty() ? Set.of() : store.unchanged(fingerprints, moment);
        } catch (CostInsightsException e) {
            throw new StoreFailure(e);
        }
    }

    private Map<SliceKey, String> ask(TableSource source, List<TableSlice> slices) throws InterruptedException {
        BoundedCall call = new BoundedCall(
                source, "what changed", () -> "what changed was not said within " + timeout.toSeconds() + " seconds");
        Map<SliceKey, String> fingerprints = new HashMap<>();
        try {
            call.run(() -> source.fingerprints(slices), timeout.toNanos())
                    .forEach((slice, fingerprint) -> fingerprints.put(SliceKey.of(slice), fingerprint));
        } catch (CostInsightsException e) {
            log.debug("{} slices are read, for {}", slices.size(), e.getMessage());
        }
        return fingerprints;
    }
}
