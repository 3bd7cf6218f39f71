package dev.costinsights.core.oracle;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.IdleKind;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UnattributedReason;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WarehouseEvent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Section 5 of the method: who shares a charge of a SQL warehouse. */
final class OracleWarehouses {

    private final OracleFacts facts;
    private final OracleProvider provider;

    OracleWarehouses(OracleFacts facts, OracleProvider provider) {
        this.facts = facts;
        this.provider = provider;
    }

    List<OracleShare> shares(OracleCharge charge, String warehouseId) {
        Map<String, BigInteger> said = provider.activeQuantities(charge.record());
        Map<String, BigInteger> active =
                said.values().stream().allMatch(quantity -> quantity.signum() == 0) ? Map.of() : said;
        if (active.isEmpty() && !facts.readable.contains(SystemTable.QUERY_HISTORY)) {
            return List.of(OracleShare.whole(
                    Category.UNATTRIBUTED, UnattributedReason.TABLE_NOT_READABLE, null, null, AmountBasis.NONE));
        }
        Cell cell = new Cell(charge.span(), charge.record().origin(), warehouseId);
        return active.isEmpty()
                ? cell.shares()
                : cell.sharesOf(active, charge.record().quantity().setScale(18).unscaledValue());
    }

    private List<OracleStatement> statements(UsageOrigin origin, String warehouseId) {
        return OracleStatements.lastRevisions(facts, origin).stream()
                .filter(statement -> warehouseId.equals(statement.row().origin().warehouseId()))
                .toList();
    }

    private OracleEvents events(UsageOrigin origin, String warehouseId) {
        return new OracleEvents(facts.warehouseEvents.stream()
                .filter(event -> event.accountId().equals(origin.accountId()))
                .filter(event -> event.workspaceId().equals(origin.workspaceId()))
                .filter(event -> event.warehouseId().equals(warehouseId))
                .toList());
    }

    /** One interval of one warehouse, cut at every instant at which anything changes. */
    private final class Cell {
        private final TimeSpan span;
        private final String workspaceId;
        private final boolean eventsReadable = facts.readable.contains(SystemTable.COMPUTE_WAREHOUSE_EVENTS);
        private final OracleEvents events;
        private final List<OracleStatement> everywhere;
        private final List<OracleStatement> here;
        private final Map<IdleKind, Long> idle = new EnumMap<>(IdleKind.class);
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
        private long busy;

        Cell(TimeSpan span, UsageOrigin origin, String warehouseId) {
            this.span = span;
            this.workspaceId = origin.workspaceId();
            if (!eventsReadable) {
                flags.add(Flag.EVENTS_MISSING);
            }
            this.events = events(origin, warehouseId);
            this.everywhere = statements(origin, warehouseId);
            this.here = everywhere.stream()
                    .filter(statement -> statement.isIn(span))
                    .toList();
            List<Long> instants = new ArrayList<>(instants());
            for (int i = 0; i + 1 < instants.size(); i++) {
                measure(new TimeSpan(instants.get(i), instants.get(i + 1)));
            }
        }

        private Set<Long> instants() {
            TreeSet<Long> instants = new TreeSet<>(events.times());
            everywhere.forEach(statement -> {
                instants.add(statement.active().startMicros());
                instants.add(statement.active().endMicros());
            });
            instants.removeIf(instant -> instant < span.startMicros() || instant > span.endMicros());
            instants.add(span.startMicros());
            instants.add(Math.max(span.startMicros(), span.endMicros()));
            return instants;
        }

        private void measure(TimeSpan moment) {
            long clusters = eventsReadable ? events.clustersAt(moment.startMicros()) : 1;
            boolean active = here.stream().anyMatch(statement -> statement.runsAt(moment.startMicros()));
            if (active) {
                if (clusters == 0) {
                    flags.add(Flag.EVENTS_MISSING);
                }
                busy += Math.max(clusters, 1) * moment.length();
            } else if (clusters > 0) {
                idle.merge(kind(moment), clusters * moment.length(), Long::sum);
            }
        }

        private IdleKind kind(TimeSpan moment) {
            OracleEvents.Period period = eventsReadable
                    ? events.periods().stream()
                            .filter(one -> one.span().contains(moment.startMicros()))
                            .findFirst()
                            .orElseThrow()
                    : new OracleEvents.Period(span, TimeSpan.FOREVER, TimeSpan.FOREVER);
            long first = TimeSpan.FOREVER;
            long last = Long.MIN_VALUE;
            for (OracleStatement statement : everywhere) {
                if (statement.isIn(period.span())) {
                    TimeSpan active = statement.active();
                    long end = Math.max(active.startMicros(), active.endMicros());
                    first = Math.min(
                            first, Math.max(active.startMicros(), period.span().startMicros()));
                    last = Math.max(last, Math.min(end, period.span().endMicros()));
                }
            }
            if (last == Long.MIN_VALUE) {
                return IdleKind.NO_QUERY;
            }
            if (moment.startMicros() >= period.starting() && moment.startMicros() < Math.min(period.running(), first)) {
                return IdleKind.STARTUP;
            }
            return moment.startMicros() >= last ? IdleKind.TAIL : IdleKind.BETWEEN;
        }

        List<OracleShare> shares() {
            long capacity = capacity();
            if (capacity == 0) {
                return here.isEmpty() ? List.of(nothing()) : allocated(Fraction.ONE, 1);
            }
            List<OracleShare> shares = new ArrayList<>(allocated(Fraction.of(busy, capacity), 2));
            shares.addAll(idle(Fraction.of(capacity - busy, capacity), flags));
            return shares;
        }

        private long capacity() {
            return busy + idle.values().stream().mapToLong(Long::longValue).sum();
        }

        private OracleShare nothing() {
            if (eventsReadable && !isElsewhere()) {
                return OracleShare.idle(IdleKind.NO_QUERY, Fraction.ONE, 0, flags);
            }
            UnattributedReason reason =
                    eventsReadable ? UnattributedReason.REGION_NOT_READ : UnattributedReason.NO_ACTIVITY_EVIDENCE;
            return OracleShare.whole(Category.UNATTRIBUTED, reason, null, null, AmountBasis.NONE);
        }

        /** Whether all events that there were so far are of other workspaces. */
        private boolean isElsewhere() {
            List<String> workspaces = facts.warehouseEvents.stream()
                    .filter(event -> event.timeMicros() < span.endMicros())
                    .map(WarehouseEvent::workspaceId)
                    .toList();
            return !workspaces.isEmpty() && !workspaces.contains(workspaceId);
        }

        private List<OracleShare> idle(Fraction part, Set<Flag> rowFlags) {
            long whole = capacity() - busy;
            List<OracleShare> shares = new ArrayList<>();
            idle.forEach((kind, time) ->
                    shares.add(OracleShare.idle(kind, part.times(Fraction.of(time, whole)), 2, rowFlags)));
            return shares;
        }

        private List<OracleShare> allocated(Fraction part, int splits) {
            Set<Flag> withCount = EnumSet.of(Flag.COUNTED);
            withCount.addAll(flags);
            boolean hasTaskTime = here.stream().anyMatch(OracleStatement::hasTaskTime)
                    || here.stream().noneMatch(OracleStatement::executed);
            List<OracleShare> shares = hasTaskTime
                    ? byWeight(part, splits, s -> s.taskWork(span), AmountBasis.ALLOCATED_WORK, flags)
                    : List.of();
            if (shares.isEmpty()) {
                shares = byWeight(part, splits, s -> s.executionWork(span), AmountBasis.ALLOCATED_WORK, flags);
            }
            if (shares.isEmpty()) {
                shares = byWeight(
                        part, splits, s -> BigInteger.valueOf(s.overlap(span)), AmountBasis.ALLOCATED_TIME, flags);
            }
            return shares.isEmpty()
                    ? byWeight(part, splits, s -> BigInteger.ONE, AmountBasis.ALLOCATED_COUNT, withCount)
                    : shares;
        }

        /** Nothing when nobody weighs anything. */
        private List<OracleShare> byWeight(
                Fraction part,
                int splits,
                Function<OracleStatement, BigInteger> weight,
                AmountBasis basis,
                Set<Flag> rowFlags) {
            BigInteger whole = here.stream().map(weight).reduce(BigInteger.ZERO, BigInteger::add);
            return whole.signum() == 0
                    ? List.of()
                    : here.stream()
                            .map(statement -> OracleShare.allocated(
                                    ExecutionType.STATEMENT,
                                    statement.id(),
                                    basis,
                                    part.times(Fraction.of(weight.apply(statement), whole)),
                                    splits,
                                    rowFlags))
                            .toList();
        }

        /** Databricks' own split of a billed quantity. */
        List<OracleShare> sharesOf(Map<String, BigInteger> active, BigInteger billed) {
            BigInteger sum = active.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
            boolean exceeds = sum.abs().compareTo(billed.abs()) > 0;
            Set<Flag> rowFlags = EnumSet.noneOf(Flag.class);
            if (exceeds) {
                rowFlags.add(Flag.PROVIDER_EXCEEDS_BILL);
            }
            Fraction busyPart = exceeds ? Fraction.ONE : Fraction.of(sum, billed.abs());
            List<OracleShare> shares = new ArrayList<>();
            active.forEach((id, quantity) -> shares.add(OracleShare.allocated(
                    ExecutionType.STATEMENT,
                    id,
                    AmountBasis.PROVIDER_SPLIT,
                    sum.signum() == 0 ? Fraction.ZERO : busyPart.times(Fraction.of(quantity, sum)),
                    3,
                    rowFlags)));
            if (busyPart.compareTo(Fraction.ONE) < 0) {
                Fraction rest = Fraction.ONE.minus(busyPart);
                shares.addAll(
                        idle.isEmpty()
                                ? List.of(OracleShare.idle(IdleKind.BETWEEN, rest, 2, rowFlags))
                                : idle(rest, rowFlags));
            }
            return shares;
        }
    }
}
