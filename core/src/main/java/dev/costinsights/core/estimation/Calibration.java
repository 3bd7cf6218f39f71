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
 * all where there is no book; and for each node type, how much was billed for an hour of one node. The median of the newest
 * executions, which a few odd ones do not move; of an object's those that are most like the one in question in length, for a
 * longer run often has more nodes.
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

    private record NodeKey(EstimationKind kind, String workspaceId, String nodeType) {}

    private final Map<Key, Ratios> objects = new HashMap<>();
    private final Map<NodeKey, Ratios> nodes = new HashMap<>();

    /**
     * @param factor what to multiply by
     * @param samples how many executions it is the median of
     */
    record Factor(BigDecimal factor, int samples) {}

    /** Learns what an execution was billed. One without length or quantity teaches nothing. */
    public void learn(EndedWork work, BigDecimal billedQuantity) {
        if (billedQuantity.signum() <= 0) {
            return;
        }
        for (boolean byTheBook : List.of(true, false)) {
            basis(work, byTheBook).filter(basis -> basis.signum() > 0).ifPresent(basis -> objects.computeIfAbsent(
                            key(work.kind(), work.workspaceId(), work.objectId(), byTheBook), key -> new Ratios())
                    .add(work.executionId(), basis, billedQuantity));
        }
        learnNodes(work, billedQuantity);
    }

    /** Of nodes of several types nobody knows which took how much. */
    private void learnNodes(EndedWork work, BigDecimal billedQuantity) {
        if (work.compute() instanceof Compute.Nodes cluster && cluster.nodes().size() == 1) {
            Map.Entry<String, Integer> only =
                    cluster.nodes().entrySet().iterator().next();
            BigDecimal nodeHours = hours(work).multiply(BigDecimal.valueOf(only.getValue()));
            if (nodeHours.signum() > 0) {
                nodes.computeIfAbsent(new NodeKey(work.kind(), work.workspaceId(), only.getKey()), key -> new Ratios())
                        .add(work.executionId(), nodeHours, billedQuantity);
            }
        }
    }

    /** The factor for an execution's hours; empty until enough of its object's executions were billed. */
    Optional<Factor> factor(EndedWork work, boolean byTheBook) {
        Ratios known = objects.get(key(work.kind(), work.workspaceId(), work.objectId(), byTheBook));
        return known == null ? Optional.empty() : basis(work, byTheBook).flatMap(known::medianOfLike);
    }

    /** Whether enough of an object's executions were billed to judge it by them. */
    boolean knows(EstimationKind kind, String workspaceId, String objectId) {
        Ratios known = objects.get(key(kind, workspaceId, objectId, false));
        return known != null && known.areEnough();
    }

    /** What an hour of a cluster takes by what was billed for its node types; empty unless all of them are known. */
    Optional<BigDecimal> perHour(EndedWork work) {
        if (!(work.compute() instanceof Compute.Nodes cluster)
                || cluster.nodes().isEmpty()) {
            return Optional.empty();
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, Integer> node : cluster.nodes().entrySet()) {
            Ratios known = nodes.get(new NodeKey(work.kind(), work.workspaceId(), node.getKey()));
            Optional<Factor> rate = known == null ? Optional.empty() : known.median();
            if (rate.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(rate.get().factor().multiply(BigDecimal.valueOf(node.getValue())));
        }
        return Optional.of(sum);
    }

    /** The quantity by the book, or hours. */
    static Optional<BigDecimal> basis(EndedWork work, boolean byTheBook) {
        BigDecimal hours = hours(work);
        return byTheBook ? work.compute().dbuPerHour().map(hours::multiply) : Optional.of(hours);
    }

    static BigDecimal hours(EndedWork work) {
        return BigDecimal.valueOf(Math.max(0, work.active().length()))
                .divide(MICROS_PER_HOUR, SCALE, RoundingMode.HALF_EVEN);
    }

    private static Key key(EstimationKind kind, String workspaceId, String objectId, boolean byTheBook) {
        return new Key(kind, workspaceId, objectId, byTheBook);
    }

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
    private static final class Ratios {

        private final LinkedHashMap<String, Sample> samples = new LinkedHashMap<>();

        void add(String executionId, BigDecimal basis, BigDecimal billed) {
            samples.remove(executionId);
            samples.put(
                    executionId, new Sample(basis.doubleValue(), billed.divide(basis, SCALE, RoundingMode.HALF_EVEN)));
            if (samples.size() > NEWEST) {
                samples.remove(samples.keySet().iterator().next());
            }
        }

        boolean areEnough() {
            return samples.size() >= ENOUGH;
        }

        Optional<Factor> median() {
            return areEnough() ? Optional.of(median(samples.values())) : Optional.empty();
        }

        /** Of those nearest in length; of equally near ones, the newest. */
        Optional<Factor> medianOfLike(BigDecimal basis) {
            if (!areEnough()) {
                return Optional.empty();
            }
            double length = basis.doubleValue();
            List<Sample> newestFirst = new ArrayList<>(samples.values());
            Collections.reverse(newestFirst);
            newestFirst.sort(Comparator.comparingDouble(sample -> sample.unlikeness(length)));
            return Optional.of(median(newestFirst.subList(0, Math.max(ENOUGH, newestFirst.size() / LIKE))));
        }

        private static Factor median(Collection<Sample> some) {
            List<BigDecimal> sorted = some.stream().map(Sample::ratio).sorted().toList();
            return new Factor(sorted.get(sorted.size() / 2), sorted.size());
        }
    }
}
