package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.ObjectKey;
import dev.costinsights.core.attribution.facts.StatementColumns;
import dev.costinsights.core.attribution.facts.StatementEvidence;
import dev.costinsights.core.attribution.identity.Target;
import dev.costinsights.core.attribution.identity.Targets;
import dev.costinsights.core.attribution.ledger.Amounts;
import dev.costinsights.core.attribution.ledger.IdlePart;
import dev.costinsights.core.attribution.ledger.LedgerWriter;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.IdleKind;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.UnattributedReason;
import dev.costinsights.core.model.WarehouseVersion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Splits the charges of one SQL warehouse over its statements and its idle time (method, section 5). */
public final class SharedWarehouse {

    private final Facts facts;
    private final ObjectKey warehouse;
    private final Targets targets;
    private final ProviderShares provider;
    private final StatementColumns statements;
    private final StatementTargets statementTargets;
    private final CellGrid grid;
    private final WarehouseClock clock;
    private final IdleCausers causers;
    private final boolean eventsReadable;
    private final boolean historyReadable;

    private int cell;
    private int measuredCell = -1;
    private CellTime time;
    private WorkWeights weights;

    /** @param charges of the warehouse, by start and end */
    public SharedWarehouse(
            Facts facts,
            Targets targets,
            StatementTargets statementTargets,
            ProviderShares provider,
            IdlePolicy policy,
            ObjectKey warehouse,
            List<Charge> charges) {
        this.facts = facts;
        this.warehouse = warehouse;
        this.targets = targets;
        this.provider = provider;
        this.eventsReadable = facts.isReadable(SystemTable.COMPUTE_WAREHOUSE_EVENTS);
        this.historyReadable = facts.isReadable(SystemTable.QUERY_HISTORY);
        this.statements = facts.statements().load(warehouse);
        this.statementTargets = statementTargets;
        statementTargets.clear();
        this.grid = CellGrid.of(charges, statements);
        Activity activity = Activity.of(statements);
        ClusterCount clusters = ClusterCount.of(facts.events(warehouse));
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (Charge charge : charges) {
            from = Math.min(from, charge.span().startMicros());
            to = Math.max(to, charge.span().endMicros());
        }
        this.clock = eventsReadable
                ? EventClock.of(clusters, activity, from, Math.max(from, to))
                : new AlwaysOnClock(activity);
        this.causers = policy == IdlePolicy.CAUSER ? new IdleCausers(statements, activity, clusters, clock) : null;
    }

    /** Writes the rows of the next charge; charges come in the order in which they were given. */
    public void write(Charge charge, LedgerWriter ledger) {
        Target owner = targets.ofRecord(charge, owner(charge));
        statementTargets.enter(targets.billed(charge.origin()), charge.span().startMicros());
        cell = grid.cellOf(charge.span(), cell);
        if (cell != measuredCell) {
            time = clock.measure(grid.start(cell), grid.end(cell));
            weights = null;
            measuredCell = cell;
        }
        ProviderShares.Shares shares = provider.of(charge);
        if (shares != null && shares.total().signum() > 0) {
            writeProvided(charge, shares, owner, ledger);
        } else if (!historyReadable) {
            unattributed(UnattributedReason.TABLE_NOT_READABLE, owner, ledger);
        } else {
            writeMeasured(charge, owner, ledger);
        }
    }

    private void writeMeasured(Charge charge, Target owner, LedgerWriter ledger) {
        Amounts whole = Amounts.of(charge);
        Set<Flag> flags = time.eventsMissing() ? EnumSet.of(Flag.EVENTS_MISSING) : Set.of();
        BigInteger capacity = time.capacity();
        if (capacity.signum() == 0) {
            if (grid.memberCount(cell) > 0) {
                writeStatements(whole, flags, ledger);
            } else if (eventsReadable && facts.isInUnreadRegion(warehouse.workspaceId(), grid.end(cell))) {
                unattributed(UnattributedReason.REGION_NOT_READ, owner, ledger);
            } else if (eventsReadable) {
                ledger.idle(new IdlePart(IdleKind.NO_QUERY, BigInteger.ZERO, List.of()), owner, whole, flags);
            } else {
                unattributed(UnattributedReason.NO_ACTIVITY_EVIDENCE, owner, ledger);
            }
            return;
        }
        Amounts.Splitter split = whole.split(capacity);
        Amounts busy = split.next(time.busy());
        if (grid.memberCount(cell) > 0) {
            writeStatements(busy, flags, ledger);
        }
        writeIdle(charge, split.next(capacity.subtract(time.busy())), owner, flags, ledger);
    }

    private void writeStatements(Amounts busy, Set<Flag> cellFlags, LedgerWriter ledger) {
        if (weights == null) {
            weights = WorkWeights.of(grid, cell, statements);
        }
        Set<Flag> flags = cellFlags;
        if (weights.measure() == WorkWeights.Measure.COUNT) {
            flags = EnumSet.of(Flag.COUNTED);
            flags.addAll(cellFlags);
        }
        AmountBasis basis = weights.measure().basis();
        Amounts.Splitter split = busy.split(weights.total());
        for (int i = 0; i < weights.weights().length; i++) {
            int row = grid.member(cell, i);
            long weight = weights.weights()[i];
            ledger.row(
                    Category.ALLOCATED,
                    null,
                    ExecutionType.STATEMENT,
                    statements.id(row),
                    statementTargets.of(statements, row),
                    basis,
                    weight == 0 ? Amounts.ZERO : split.next(weight),
                    flags);
        }
    }

    private void writeIdle(Charge charge, Amounts idle, Target owner, Set<Flag> flags, LedgerWriter ledger) {
        BigInteger total = time.idleTotal();
        if (total.signum() == 0) {
            return;
        }
        Amounts.Splitter split = idle.split(total);
        for (IdleKind kind : IdleKind.values()) {
            BigInteger weight = time.idle(kind);
            if (weight.signum() > 0) {
                IdlePart part = new IdlePart(kind, weight, causersOf(kind, charge));
                ledger.idle(part, owner, split.next(weight), flags);
            }
        }
    }

    private void writeProvided(Charge charge, ProviderShares.Shares shares, Target owner, LedgerWriter ledger) {
        boolean exceeds = shares.total().compareTo(shares.billed()) > 0;
        Set<Flag> flags = exceeds ? EnumSet.of(Flag.PROVIDER_EXCEEDS_BILL) : Set.of();
        Amounts busy = Amounts.of(charge);
        Amounts idle = Amounts.ZERO;
        if (!exceeds) {
            Amounts.Splitter split = busy.split(shares.billed());
            busy = split.next(shares.total());
            idle = split.next(shares.billed().subtract(shares.total()));
        }
        Amounts.Splitter split = busy.split(shares.total());
        for (int i = 0; i < shares.rows().size(); i++) {
            AttributedUsage row = shares.rows().get(i);
            ledger.row(
                    Category.ALLOCATED,
                    null,
                    ExecutionType.STATEMENT,
                    row.statementId(),
                    targetOf(row, charge),
                    AmountBasis.PROVIDER_SPLIT,
                    split.next(shares.active().get(i)),
                    flags);
        }
        if (exceeds || shares.billed().equals(shares.total())) {
            return;
        }
        if (time.idleTotal().signum() > 0) {
            writeIdle(charge, idle, owner, flags, ledger);
        } else {
            // Databricks saw idle time that neither events nor statements show.
            ledger.idle(new IdlePart(IdleKind.BETWEEN, BigInteger.ZERO, List.of()), owner, idle, flags);
        }
    }

    private Target targetOf(AttributedUsage row, Charge charge) {
        int known = statements.find(row.statementId());
        if (known >= 0) {
            return statementTargets.of(statements, known);
        }
        // Databricks knows it though the history does not, or not yet.
        StatementEvidence unknown = new StatementEvidence(
                charge.origin().workspaceId(),
                charge.resource().id(),
                row.executedBy(),
                QuerySource.NONE,
                targets.read(row.queryTags()),
                Reading.NOTHING);
        return targets.ofStatement(
                unknown,
                targets.recorded(unknown.workspaceId(), row.statementId()),
                targets.billed(charge.origin()),
                charge.span().startMicros());
    }

    private List<IdlePart.Causer> causersOf(IdleKind kind, Charge charge) {
        if (causers == null || kind == IdleKind.NO_QUERY) {
            return List.of();
        }
        List<IdlePart.Causer> blamed = new ArrayList<>();
        causers.visit(
                kind,
                charge.span().startMicros(),
                charge.span().endMicros(),
                (row, weight) -> blamed.add(new IdlePart.Causer(
                        ExecutionType.STATEMENT, statements.id(row), statementTargets.of(statements, row), weight)));
        return blamed;
    }

    private String owner(Charge charge) {
        WarehouseVersion version =
                facts.warehouses().asOf(warehouse, charge.span().startMicros());
        return ComputeOwner.of(charge.origin(), version == null ? null : version.createdBy());
    }

    private static void unattributed(UnattributedReason reason, Target owner, LedgerWriter ledger) {
        ledger.whole(Category.UNATTRIBUTED, reason.name(), null, null, owner, AmountBasis.NONE);
    }
}
