package dev.costinsights.core.estimation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier bills say: for each warehouse, job and pipeline, how much was billed for an hour by the book, or for an hour at
 * all where there is no book. The median of those of the newest executions that are most like it in length: a longer run often
 * has more nodes, and the time until they are up, which is not billed, counts less. A few odd ones do not move a median.
 *
 * <p>Not safe for use by several threads.
 */
public final class Calibration {

    private static final int NEWEST = 200;
    private static final int ENOUGH = 3;
    /** Of the executions known, one in so many is like another. */
    private static final int LIKE = 3;

    private static final int SCALE = 18;
    private static final BigDecimal MICROS_PER_HOUR = BigDecimal.valueOf(3_600_000_000L);

    private record Key(EstimationKind kind, String workspaceId, String objectId, boolean byTheBook) {}

    /**
     * What was billed for a unit of the basis.
     *
     * @param length the basis, only to be compared
     */
    private record Sample(double length, BigDecimal ratio) {

        /** How many times as long as the other, or the other as this one. */
        double unlikeness(double other) {
            return Math.max(length, other) / Math.min(length, other);
        }
    }

    /** By execution, the oldest first; a bill that comes again replaces what it said before. */
    private final Map<Key, LinkedHashMap<String, Sample>> samples = new HashMap<>();

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
        LinkedHashMap<String, Sample> known = samples.computeIfAbsent(key(work, byTheBook), k -> new LinkedHashMap<>());
        known.remove(work.executionId());
        BigDecimal ratio = billedQuantity.divide(basis.get(), SCALE, RoundingMode.HALF_EVEN);
        known.put(work.executionId(), new Sample(basis.get().doubleValue(), ratio));
        if (known.size() > NEWEST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** The factor for an execution's hours; empty until enough of its object's executions were billed. */
    Optional<Factor> factor(EndedWork work, boolean byTheBook) {
        Map<String, Sample> known = samples.get(key(work, byTheBook));
        Optional<BigDecimal> basis = basis(work, byTheBook);
        if (known == null || known.size() < ENOUGH || basis.isEmpty()) {
            return Optional.empty();
        }
        List<BigDecimal> ratios = new ArrayList<>();
        for (Sample sample : mostLike(basis.get().doubleValue(), known.values())) {
            ratios.add(sample.ratio());
        }
        ratios.sort(null);
        return Optional.of(new Factor(ratios.get(ratios.size() / 2), ratios.size()));
    }

    /** Those nearest in length; of equally near ones, the newest. */
    private static List<Sample> mostLike(double length, Collection<Sample> known) {
        List<Sample> newestFirst = new ArrayList<>(known);
        Collections.reverse(newestFirst);
        newestFirst.sort(Comparator.comparingDouble(sample -> sample.unlikeness(length)));
        return newestFirst.subList(0, Math.max(ENOUGH, newestFirst.size() / LIKE));
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
