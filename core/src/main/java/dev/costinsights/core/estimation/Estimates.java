package dev.costinsights.core.estimation;

import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The estimates that no bill has replaced yet, and how far off those were that one has. Not safe for use by several threads.
 */
public final class Estimates {

    private record Key(String workspaceId, String type, String executionId) {}

    /**
     * An estimate beside its bill.
     *
     * @param error how far off the quantity was, as a part of what was billed: 0.1 is 10 % too much, -0.1 too little
     */
    public record Replaced(Estimate estimate, BigDecimal billedQuantity, BigDecimal error) {}

    /**
     * How far off the estimates of a kind were.
     *
     * @param count how many have a bill
     * @param median absolute error
     * @param ninth of ten, nine were not further off
     */
    public record Errors(int count, BigDecimal median, BigDecimal ninth) {

        /**
         * Sums up.
         *
         * @param errors at least one, signed or not
         */
        public static Errors of(Collection<BigDecimal> errors) {
            List<BigDecimal> all = errors.stream().map(BigDecimal::abs).sorted().toList();
            return new Errors(all.size(), all.get((all.size() - 1) / 2), all.get((all.size() * 9 - 1) / 10));
        }
    }

    private static final int ERROR_SCALE = 6;

    private final Map<Key, Estimate> open = new LinkedHashMap<>();
    private final Map<Key, Replaced> replaced = new LinkedHashMap<>();

    /** Keeps an estimate until its bill comes; one that is made again replaces the former, one that is billed is kept out. */
    public void add(Estimate estimate) {
        Key key = key(estimate.work());
        if (!replaced.containsKey(key)) {
            open.put(key, estimate);
        }
    }

    /**
     * The bill has come: the estimate goes and its error stays. A bill that comes again, corrected, corrects the error.
     *
     * @return empty when nothing was estimated, or without a number, or when nothing was billed
     */
    public Optional<Replaced> bill(EndedWork work, BigDecimal billedQuantity) {
        Key key = key(work);
        Estimate estimate = open.remove(key);
        if (estimate == null && replaced.containsKey(key)) {
            estimate = replaced.get(key).estimate();
        }
        if (estimate == null || estimate.quantity().isEmpty() || billedQuantity.signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal error = estimate.quantity()
                .get()
                .subtract(billedQuantity)
                .divide(billedQuantity, ERROR_SCALE, RoundingMode.HALF_EVEN);
        Replaced beside = new Replaced(estimate, billedQuantity, error);
        replaced.put(key, beside);
        return Optional.of(beside);
    }

    /** Those that no bill has replaced, the oldest first. */
    public Collection<Estimate> open() {
        return Collections.unmodifiableCollection(open.values());
    }

    /** Those that a bill has replaced, the oldest first. */
    public Collection<Replaced> replaced() {
        return Collections.unmodifiableCollection(replaced.values());
    }

    /** By kind; a kind of which nothing was billed is missing. */
    public Map<EstimationKind, Errors> errors() {
        return errors(new TimeSpan(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** The same, of work that began in a time. */
    public Map<EstimationKind, Errors> errors(TimeSpan began) {
        Map<EstimationKind, List<BigDecimal>> byKind = new EnumMap<>(EstimationKind.class);
        replaced.values().stream()
                .filter(one -> began.contains(one.estimate().work().active().startMicros()))
                .forEach(one -> byKind.computeIfAbsent(one.estimate().work().kind(), kind -> new ArrayList<>())
                        .add(one.error()));
        Map<EstimationKind, Errors> errors = new EnumMap<>(EstimationKind.class);
        byKind.forEach((kind, all) -> errors.put(kind, Errors.of(all)));
        return errors;
    }

    private static Key key(EndedWork work) {
        return new Key(work.workspaceId(), work.type().name(), work.executionId());
    }
}
