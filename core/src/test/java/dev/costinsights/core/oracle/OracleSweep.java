package dev.costinsights.core.oracle;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.IdleKind;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UnattributedReason;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Sections 6 and 7 of the method: executions that share a charge moment by moment. */
final class OracleSweep {

    private final OracleFacts facts;

    OracleSweep(OracleFacts facts) {
        this.facts = facts;
    }

    /** A task run or statement with all the times at which it is active. */
    private record Execution(ExecutionType type, String id, List<TimeSpan> times) {

        boolean isActiveAt(long instant) {
            return times.stream().anyMatch(time -> time.contains(instant));
        }

        long firstActivity() {
            return times.stream().mapToLong(TimeSpan::startMicros).min().orElseThrow();
        }

        /** When it is active first in a charge's time. */
        long firstActivityIn(TimeSpan span) {
            return times.stream()
                    .filter(time -> time.endMicros() > span.startMicros())
                    .mapToLong(time -> Math.max(time.startMicros(), span.startMicros()))
                    .min()
                    .orElse(TimeSpan.FOREVER);
        }

        long lastActivity() {
            return times.stream().mapToLong(TimeSpan::endMicros).max().orElseThrow();
        }

        Execution without(List<TimeSpan> others) {
            List<TimeSpan> rest = times;
            for (TimeSpan other : others) {
                rest = rest.stream()
                        .flatMap(time -> Stream.of(
                                between(time.startMicros(), Math.min(time.endMicros(), other.startMicros())),
                                between(Math.max(time.startMicros(), other.endMicros()), time.endMicros())))
                        .filter(time -> !time.isEmpty())
                        .toList();
            }
            return new Execution(type, id, rest);
        }

        private static TimeSpan between(long start, long end) {
            return new TimeSpan(start, Math.max(start, end));
        }
    }

    List<OracleShare> ofCluster(OracleCharge charge, String clusterId) {
        if (!facts.readable.contains(SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE)) {
            return List.of(OracleShare.whole(
                    Category.UNATTRIBUTED, UnattributedReason.TABLE_NOT_READABLE, null, null, AmountBasis.NONE));
        }
        UsageOrigin origin = charge.record().origin();
        List<OracleStatement> statements = statements(origin, clusterId);
        List<Execution> executions = new ArrayList<>();
        tasks(leaves(origin).stream()
                        .filter(leaf -> leaf.compute().contains(clusterId))
                        .toList())
                .forEach(task -> executions.add(task.without(statements.stream()
                        .filter(one ->
                                task.id().equals(one.row().origin().source().taskRunId()))
                        .map(OracleStatement::active)
                        .toList())));
        executions.removeIf(task -> task.times().isEmpty());
        statements.forEach(
                one -> executions.add(new Execution(ExecutionType.STATEMENT, one.id(), List.of(one.active()))));
        executions.sort(inOrder(charge.span()));
        if (charge.span().isEmpty()) {
            return List.of(OracleShare.idle(IdleKind.NO_QUERY, Fraction.ONE, 0, Set.of()));
        }
        Map<Execution, Fraction> shares = new LinkedHashMap<>();
        Map<IdleKind, Fraction> idle = new EnumMap<>(IdleKind.class);
        List<TimeSpan> moments = moments(charge.span(), executions);
        for (TimeSpan moment : moments) {
            Fraction part = Fraction.of(moment.length(), charge.span().length());
            if (!divide(moment, part, executions, shares)) {
                idle.merge(kind(moment, executions), part, Fraction::plus);
            }
        }
        List<OracleShare> rows = new ArrayList<>();
        executions.stream()
                .filter(shares::containsKey)
                .forEach(one -> rows.add(OracleShare.allocated(
                        one.type(),
                        one.id(),
                        AmountBasis.ALLOCATED_TIME,
                        shares.get(one),
                        2 * moments.size(),
                        Set.of())));
        idle.forEach((kind, part) -> rows.add(OracleShare.idle(kind, part, moments.size(), Set.of())));
        return rows;
    }

    /** Nothing when no task of the run is active in the charge's time. */
    List<OracleShare> ofRun(OracleCharge charge, String runId) {
        UsageOrigin origin = charge.record().origin();
        String cluster = origin.metadata().get(UsageKey.CLUSTER_ID);
        String compute = Stream.of(cluster, origin.metadata().get(UsageKey.WAREHOUSE_ID))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(TaskRunSlice.SERVERLESS);
        List<Leaf> all = leaves(origin).stream()
                .filter(leaf -> runId.equals(leaf.slice().jobRunId()))
                .toList();
        List<Leaf> here = all.stream()
                .filter(leaf -> leaf.compute().isEmpty() || leaf.compute().contains(compute))
                .toList();
        List<Execution> tasks = new ArrayList<>(tasks(here.isEmpty() && cluster == null ? all : here));
        tasks.sort(inOrder(charge.span()));
        List<TimeSpan> moments = moments(charge.span(), tasks).stream()
                .filter(moment -> tasks.stream().anyMatch(task -> task.isActiveAt(moment.startMicros())))
                .toList();
        long busy = moments.stream().mapToLong(TimeSpan::length).sum();
        Map<Execution, Fraction> shares = new LinkedHashMap<>();
        moments.forEach(moment -> divide(moment, Fraction.of(moment.length(), busy), tasks, shares));
        AmountBasis basis = shares.size() == 1 ? AmountBasis.BILLED_ID : AmountBasis.ALLOCATED_TIME;
        return tasks.stream()
                .filter(shares::containsKey)
                .map(task -> new OracleShare(
                        Category.DIRECT,
                        null,
                        task.type(),
                        task.id(),
                        basis,
                        shares.get(task),
                        2 * moments.size(),
                        Set.of()))
                .toList();
    }

    private static Comparator<Execution> inOrder(TimeSpan span) {
        return Comparator.comparingLong((Execution one) -> one.firstActivityIn(span))
                .thenComparing(Execution::id);
    }

    /** Adds each active execution's equal share of a moment; false when there is none. */
    private static boolean divide(
            TimeSpan moment, Fraction part, List<Execution> executions, Map<Execution, Fraction> shares) {
        List<Execution> active = executions.stream()
                .filter(one -> one.isActiveAt(moment.startMicros()))
                .toList();
        active.forEach(one -> shares.merge(one, part.times(Fraction.of(1, active.size())), Fraction::plus));
        return !active.isEmpty();
    }

    private static IdleKind kind(TimeSpan moment, List<Execution> executions) {
        if (executions.isEmpty()) {
            return IdleKind.NO_QUERY;
        }
        if (executions.stream().allMatch(one -> one.firstActivity() > moment.startMicros())) {
            return IdleKind.STARTUP;
        }
        return executions.stream().allMatch(one -> one.lastActivity() <= moment.startMicros())
                ? IdleKind.TAIL
                : IdleKind.BETWEEN;
    }

    private static List<TimeSpan> moments(TimeSpan span, List<Execution> executions) {
        Set<Long> instants = new TreeSet<>();
        executions.forEach(one -> one.times().forEach(time -> {
            instants.add(time.startMicros());
            instants.add(time.endMicros());
        }));
        instants.add(span.startMicros());
        instants.add(span.endMicros());
        instants.removeIf(instant -> instant < span.startMicros() || instant > span.endMicros());
        List<Long> cuts = new ArrayList<>(instants);
        List<TimeSpan> moments = new ArrayList<>();
        for (int i = 0; i + 1 < cuts.size(); i++) {
            moments.add(new TimeSpan(cuts.get(i), cuts.get(i + 1)));
        }
        return moments;
    }

    /** A slice of a task run that encloses no other and waits for nothing that it started, and the compute it names. */
    private record Leaf(TaskRunSlice slice, Set<String> compute) {}

    private List<Leaf> leaves(UsageOrigin origin) {
        List<TaskRunSlice> slices = facts.taskRuns.stream()
                .filter(slice -> slice.accountId().equals(origin.accountId()))
                .filter(slice -> slice.workspaceId().equals(origin.workspaceId()))
                .toList();
        Set<String> waiting = waiting(origin);
        return slices.stream()
                .filter(slice ->
                        slices.stream().noneMatch(other -> slice.taskRunId().equals(other.parentRunId())))
                .filter(slice -> !waiting.contains(slice.taskRunId()))
                .map(slice -> new Leaf(slice, compute(slice, slices)))
                .toList();
    }

    /** What it names itself, else what names the task run around it. */
    private static Set<String> compute(TaskRunSlice slice, List<TaskRunSlice> slices) {
        if (!slice.clusterIds().isEmpty()) {
            return slice.clusterIds();
        }
        Set<String> around = new TreeSet<>();
        slices.stream()
                .filter(other -> other.taskRunId().equals(slice.parentRunId()))
                .forEach(other -> around.addAll(other.clusterIds()));
        return around;
    }

    /** Task runs that started another run or an update with compute of its own. */
    private Set<String> waiting(UsageOrigin origin) {
        Set<String> waiting = new TreeSet<>();
        facts.jobRuns.stream()
                .filter(run -> run.workspaceId().equals(origin.workspaceId()))
                .filter(run -> run.sourceTaskRunId() != null && !"WORKFLOW_RUN".equals(run.runType()))
                .forEach(run -> waiting.add(run.sourceTaskRunId()));
        facts.pipelineUpdates.stream()
                .filter(update -> update.workspaceId().equals(origin.workspaceId()))
                .filter(update -> update.jobTaskRunId() != null)
                .forEach(update -> waiting.add(update.jobTaskRunId()));
        return waiting;
    }

    /** Task runs with the slices in which they did something. */
    private static List<Execution> tasks(List<Leaf> leaves) {
        Map<String, List<TimeSpan>> times = new TreeMap<>();
        leaves.stream()
                .map(Leaf::slice)
                .filter(slice -> !slice.span().isEmpty())
                .forEach(slice -> times.computeIfAbsent(slice.taskRunId(), id -> new ArrayList<>())
                        .add(slice.span()));
        return times.entrySet().stream()
                .map(entry -> new Execution(ExecutionType.JOB_TASK_RUN, entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<OracleStatement> statements(UsageOrigin origin, String clusterId) {
        if (!facts.readable.contains(SystemTable.QUERY_HISTORY)) {
            return List.of();
        }
        return OracleStatements.lastRevisions(facts, origin).stream()
                .filter(statement -> clusterId.equals(statement.row().origin().clusterId()))
                .filter(statement -> !statement.active().isEmpty())
                .toList();
    }
}
