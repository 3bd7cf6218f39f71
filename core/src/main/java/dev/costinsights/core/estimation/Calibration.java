package dev.costinsights.core.estimation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier bills say: for each warehouse, job and pipeline, how much was billed for an hour by the book, or for an hour at
 * all where there is no book. The median of the newest executions, which a few odd ones do not move.
 *
 * <p>Not safe for use by several threads.
 */
public final class Calibration {

    private static final int NEWEST = 200;
    private static final int ENOUGH = 3;
    private static final int SCALE = 18;
    private static final BigDecimal MICROS_PER_HOUR = BigDecimal.valueOf(3_600_000_000L);

    private record Key(EstimationKind kind, String workspaceId, String objectId, boolean byTheBook) {}

    /** Ratios by execution, the oldest first; a bill that comes again replaces what it said before. */
    private final Map<Key, LinkedHashMap<String, BigDecimal>> ratios = new HashMap<>();

    /**
     * @param factor what to multiply by
     * @param samples how many executions it is the median of
     */
    record Factor(BigDecimal factor, int samples) {}

    /** Learns what an execution was billed. One without length or quantity teaches nothing. */
    public void learn(EndedWork work, BigDecimal billedQuantity) {
        learn(work, billedQuantity, true);
        learn(work, billedQuantity, false);
    }

    private void learn(EndedWork work, BigDecimal billedQuantity, boolean byTheBook) {
        Optional<BigDecimal> basis = basis(work, byTheBook);
        if (basis.isEmpty() || basis.get().signum() <= 0 || billedQuantity.signum() <= 0) {
            return;
        }
        LinkedHashMap<String, BigDecimal> known =
                ratios.computeIfAbsent(key(work, byTheBook), k -> new LinkedHashMap<>());
        known.remove(work.executionId());
        known.put(work.executionId(), billedQuantity.divide(basis.get(), SCALE, RoundingMode.HALF_EVEN));
        if (known.size() > NEWEST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** The factor for an object's hours; empty until enough of its executions were billed. */
    Optional<Factor> factor(EndedWork work, boolean byTheBook) {
        Map<String, BigDecimal> known = ratios.get(key(work, byTheBook));
        if (known == null || known.size() < ENOUGH) {
            return Optional.empty();
        }
        List<BigDecimal> sorted = new ArrayList<>(known.values());
        sorted.sort(null);
        return Optional.of(new Factor(sorted.get(sorted.size() / 2), sorted.size()));
    }

    /** The quantity by the book, or hours. */
    static Optional<BigDecimal> basis(EndedWork work, boolean byTheBook) {
        BigDecimal hours = BigDecimal.valueOf(Math.max(0, work.active().length()))
                .divide(MICROS_PER_HOUR, SCALE, RoundingMode.HALF_EVEN);
        return byTheBook ? work.compute().dbuPerHour().map(hours::multiply) : Optional.of(hours);
    }

    private static Key key(EndedWork work, boolean byTheBook) {
        return new Key(work.kind(), work.workspaceId(), work.objectId(), byTheBook);
    }
}
