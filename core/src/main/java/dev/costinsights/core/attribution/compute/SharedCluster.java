package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.attribution.facts.ClusterStatement;
import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.Intervals;
import dev.costinsights.core.attribution.facts.ObjectKey;
import dev.costinsights.core.attribution.facts.TaskRun;
import dev.costinsights.core.attribution.identity.Target;
import dev.costinsights.core.attribution.identity.Targets;
import dev.costinsights.core.attribution.ledger.Amounts;
import dev.costinsights.core.attribution.ledger.IdlePart;
import dev.costinsights.core.attribution.ledger.LedgerWriter;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.IdleKind;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.UnattributedReason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Splits the charges of an all-purpose cluster over the tasks and statements that ran on it (method, section 6). */
public final class SharedCluster {

    private final IdlePolicy policy;
    private final Facts facts;
    private final Targets targets;
    private final ObjectKey cluster;
    private final List<Participant> participants;
    private final Presence presence;

    public SharedCluster(Facts facts, Targets targets, IdlePolicy policy, ObjectKey cluster) {
        this.policy = policy;
        this.facts = facts;
        this.targets = targets;
        this.cluster = cluster;
        this.participants = participants();
        this.presence = new Presence(participants);
    }

    public void write(Charge charge, LedgerWriter ledger) {
        Target owner = targets.ofRecord(charge, owner(charge));
        if (!facts.isReadable(SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE)) {
            ledger.whole(
                    Category.UNATTRIBUTED,
                    UnattributedReason.TABLE_NOT_READABLE.name(),
                    null,
                    null,
                    owner,
                    AmountBasis.NONE);
            return;
        }
        if (charge.span().isEmpty()) {
            ledger.idle(
                    new IdlePart(IdleKind.NO_QUERY, BigInteger.ZERO, List.of()), owner, Amounts.of(charge), Set.of());
            return;
        }
        long from = charge.span().startMicros();
        long to = charge.span().endMicros();
        List<Participant> present = presence.between(from, to);
        List<SweepLine.Segment> segments = SweepLine.segments(present, from, to);
        SweepShares shares = new SweepShares(present);
        Map<IdleKind, Amounts> idle = new EnumMap<>(IdleKind.class);
        Map<IdleKind, Long> idleTime = new EnumMap<>(IdleKind.class);
        Amounts.Splitter split = Amounts.of(charge).split(charge.span().length());
        for (SweepLine.Segment segment : segments) {
            Amounts amounts = split.next(segment.length());
            if (segment.active().length > 0) {
                shares.divide(segment, amounts);
            } else {
                IdleKind kind = kindAt(segment.start());
                idle.merge(kind, amounts, Amounts::plus);
                idleTime.merge(kind, segment.length(), Long::sum);
            }
        }
        shares.write(charge, Category.ALLOCATED, ledger);
        idle.forEach((kind, amounts) -> ledger.idle(
                new IdlePart(kind, BigInteger.valueOf(idleTime.get(kind)), causers(kind, segments, charge)),
                owner,
                amounts,
                Set.of()));
    }

    /** Everyone that ever was on the cluster, by id. */
    private List<Participant> participants() {
        List<Participant> all = new ArrayList<>();
        Map<String, List<Intervals>> ofTasks = statementsOfTasks();
        for (TaskRun task : facts.runs().onCluster(cluster)) {
            List<Intervals> own = ofTasks.get(task.id());
            Intervals active = own == null ? task.active() : task.active().without(own);
            all.add(new Participant(ExecutionType.JOB_TASK_RUN, task.id(), active, charge -> {
                long asOf = charge.span().startMicros();
                return targets.ofTask(charge, task, targets.jobRunsAs(cluster.workspaceId(), task.jobId(), asOf));
            }));
        }
        for (ClusterStatement ran : facts.onCluster(cluster)) {
            all.add(new Participant(
                    ExecutionType.STATEMENT,
                    ran.statementId(),
                    ran.active(),
                    charge -> targets.ofStatement(
                            ran.evidence(),
                            targets.recorded(cluster.workspaceId(), ran.statementId()),
                            targets.billed(charge.origin()),
                            charge.span().startMicros())));
        }
        all.removeIf(participant -> participant.active().isEmpty());
        all.sort(Comparator.comparing(Participant::id).thenComparing(Participant::type));
        return all;
    }

    /** When statements that name their task run were active: a task is a leaf only while none of its own is. */
    private Map<String, List<Intervals>> statementsOfTasks() {
        Map<String, List<Intervals>> active = new HashMap<>();
        for (ClusterStatement ran : facts.onCluster(cluster)) {
            String task = ran.evidence().source().taskRunId();
            if (task != null) {
                active.computeIfAbsent(task, id -> new ArrayList<>()).add(ran.active());
            }
        }
        return active;
    }

    /** What a moment without activity is, seen from all that is known of the cluster. */
    private IdleKind kindAt(long micros) {
        if (presence.isEmpty()) {
            return IdleKind.NO_QUERY;
        }
        if (micros < presence.firstActivity()) {
            return IdleKind.STARTUP;
        }
        return micros >= presence.lastActivity() ? IdleKind.TAIL : IdleKind.BETWEEN;
    }

    private List<IdlePart.Causer> causers(IdleKind kind, List<SweepLine.Segment> segments, Charge charge) {
        if (policy != IdlePolicy.CAUSER || kind == IdleKind.NO_QUERY) {
            return List.of();
        }
        List<IdlePart.Causer> causers = new ArrayList<>();
        for (SweepLine.Segment segment : segments) {
            if (segment.active().length == 0 && kindAt(segment.start()) == kind) {
                Participant causer =
                        kind == IdleKind.STARTUP ? firstAfter(segment.start()) : lastBefore(segment.start());
                causers.add(new IdlePart.Causer(
                        causer.type(),
                        causer.id(),
                        causer.target().apply(charge),
                        BigInteger.valueOf(segment.length())));
            }
        }
        return causers;
    }

    private Participant firstAfter(long micros) {
        Participant first = null;
        for (Participant participant : participants) {
            long start = participant.active().start(0);
            if (start > micros && (first == null || start < first.active().start(0))) {
                first = participant;
            }
        }
        return first;
    }

    private Participant lastBefore(long micros) {
        Participant last = null;
        long lastEnd = Long.MIN_VALUE;
        for (Participant participant : participants) {
            for (int i = 0; i < participant.active().count(); i++) {
                long end = participant.active().end(i);
                if (end <= micros && end > lastEnd) {
                    last = participant;
                    lastEnd = end;
                }
            }
        }
        return last;
    }

    private String owner(Charge charge) {
        ClusterVersion version = facts.clusters().asOf(cluster, charge.span().startMicros());
        return ComputeOwner.of(charge.origin(), version == null ? null : version.ownedBy());
    }
}
