package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Estimates;
import dev.costinsights.core.model.ExecutionType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Kept estimates beside their bills. */
public final class Comparison {

    private static final int ERROR_SCALE = 6;

    private final Map<KeptEstimates.Key, Bill> bills;
    private final Map<IdKey, List<Bill>> byId = new HashMap<>();

    private record IdKey(ExecutionType type, String executionId) {}

    /**
     * An estimate that its bill has replaced.
     *
     * @param error how far off the quantity was, as a part of what was billed: 0.1 is 10 % too much, -0.1 too little
     */
    public record Replaced(KeptEstimate estimate, Bill bill, BigDecimal error) {}

    /** Estimates of one type, in one currency. */
    public record Group(ExecutionType type, String currency) implements Comparable<Group> {

        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::type).thenComparing(Group::currency);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    /** How far off a group's estimates were, and what they came to. */
    public record Sum(Estimates.Errors errors, BigDecimal estimatedCost, BigDecimal billedCost) {}

    /** @param bills of executions that are billed */
    public Comparison(Map<KeptEstimates.Key, Bill> bills) {
        this.bills = Map.copyOf(bills);
        bills.forEach(
                (key, bill) -> byId.computeIfAbsent(new IdKey(key.type(), key.executionId()), id -> new ArrayList<>())
                        .add(bill));
    }

    /** The bill of an estimate's execution. */
    public Optional<Bill> bill(KeptEstimate estimate) {
        return bill(estimate.type(), estimate.workspaceId(), estimate.executionId());
    }

    /** @param workspaceId null or empty when unknown */
    boolean isBilled(ExecutionType type, String workspaceId, String executionId) {
        return bill(type, workspaceId == null ? "" : workspaceId, executionId).isPresent();
    }

    private Optional<Bill> bill(ExecutionType type, String workspaceId, String executionId) {
        if (!workspaceId.isEmpty()) {
            return Optional.ofNullable(bills.get(new KeptEstimates.Key(type, workspaceId, executionId)));
        }
        // Of two workspaces nobody can tell which it ran in.
        List<Bill> found = byId.getOrDefault(new IdKey(type, executionId), List.of());
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The estimate beside its bill; empty without a number, or while nothing is billed. */
    public Optional<Replaced> replaced(KeptEstimate estimate) {
        Optional<Bill> bill = bill(estimate).filter(one -> one.quantity().signum() > 0);
        if (bill.isEmpty() || estimate.quantity().isEmpty()) {
            return Optional.empty();
        }
        BigDecimal billed = bill.get().quantity();
        BigDecimal error =
                estimate.quantity().get().subtract(billed).divide(billed, ERROR_SCALE, RoundingMode.HALF_EVEN);
        return Optional.of(new Replaced(estimate, bill.get(), error));
    }

    /** By type and currency, how far off those are that have a bill. */
    public Map<Group, Sum> sums(List<KeptEstimate> estimates) {
        Map<Group, List<Replaced>> groups = new TreeMap<>();
        for (KeptEstimate estimate : estimates) {
            replaced(estimate).ifPresent(one -> groups.computeIfAbsent(
                            new Group(estimate.type(), estimate.currency()), group -> new ArrayList<>())
                    .add(one));
        }
        Map<Group, Sum> sums = new TreeMap<>();
        groups.forEach((group, all) -> sums.put(
                group,
                new Sum(
                        Estimates.Errors.of(all.stream().map(Replaced::error).toList()),
                        sum(all.stream()
                                .map(one -> one.estimate().cost().orElseThrow())
                                .toList()),
                        sum(all.stream().map(one -> one.bill().listCost()).toList()))));
        return sums;
    }

    private static BigDecimal sum(List<BigDecimal> costs) {
        return costs.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
