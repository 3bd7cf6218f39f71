package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.JobRunSlice;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Job runs, one row of longs each: slices say nothing of a run that its other slices do not. */
final class JobRunSlices {

    private static final int NO_PARAMETERS = -1;

    /** A notebook that a notebook calls: it runs inside the task that started it, on the same compute. */
    private static final String INSIDE = "WORKFLOW_RUN";

    // What stands where in a row.
    private static final int RUN = 0;
    private static final int WORKSPACE_AND_JOB = 1;
    /** Numbers of the name and of the parameters. */
    private static final int NAME_AND_PARAMETERS = 2;

    private final RunIds ids;
    private final Pool<String> texts;
    private final RowIndex index = new RowIndex(1024);

    private int size;
    private final LongTable rows = new LongTable(3);
    private final SparseLongColumn sourceTaskRun = new SparseLongColumn(RunIds.NONE);
    private final SparseLongColumn rootTaskRun = new SparseLongColumn(RunIds.NONE);
    private final BitSet inside = new BitSet();
    private final TagMaps parameterMaps = new TagMaps(new TextCodes());

    JobRunSlices(RunIds ids, Pool<String> texts) {
        this.ids = ids;
        this.texts = texts;
    }

    void add(JobRunSlice slice) {
        int row = size;
        rows.set(row, RUN, ids.pack(slice.runId()));
        rows.set(row, WORKSPACE_AND_JOB, texts.number(slice.workspaceId()), Pool.NONE);
        int known = index.putIfAbsent(hash(row), row, this::sameRun);
        if (known < 0) {
            size++;
            known = row;
            rows.set(row, NAME_AND_PARAMETERS, Pool.NONE, NO_PARAMETERS);
            sourceTaskRun.set(row, RunIds.NONE);
            rootTaskRun.set(row, RunIds.NONE);
        }
        rows.setSecond(known, WORKSPACE_AND_JOB, Pool.greater(texts, job(known), texts.number(slice.jobId())));
        rows.setFirst(known, NAME_AND_PARAMETERS, Pool.greater(texts, name(known), texts.number(slice.runName())));
        sourceTaskRun.set(known, ids.greater(sourceTaskRun.get(known), ids.pack(slice.sourceTaskRunId())));
        rootTaskRun.set(known, ids.greater(rootTaskRun.get(known), ids.pack(slice.rootTaskRunId())));
        if (INSIDE.equals(slice.runType())) {
            inside.set(known);
        }
        if (!slice.parameters().isEmpty()) {
            Map<String, String> before = parameters(known);
            rows.setSecond(
                    known,
                    NAME_AND_PARAMETERS,
                    parameterMaps.number(before.isEmpty() ? slice.parameters() : merged(before, slice.parameters())));
        }
    }

    /** The run, or null when no slice knows it. */
    JobRun find(ObjectKey key) {
        int space = texts.find(key.workspaceId());
        long id = ids.find(key.id());
        int row = space == Pool.NONE || id == RunIds.NONE
                ? -1
                : index.find(hash(space, id), other -> rows.get(other, RUN) == id && workspace(other) == space);
        if (row < 0) {
            return null;
        }
        return new JobRun(texts.value(job(row)), texts.value(name(row)), parameters(row), ids.text(starter(row)));
    }

    /** How many runs there are; rows are numbered from 0. */
    int size() {
        return size;
    }

    /** The task run that waits while the run in a row has compute of its own, or {@link RunIds#NONE}. */
    long waitingTaskRun(int row) {
        return inside.get(row) ? RunIds.NONE : starter(row);
    }

    private long starter(int row) {
        return sourceTaskRun.get(row) != RunIds.NONE ? sourceTaskRun.get(row) : rootTaskRun.get(row);
    }

    void seal() {
        parameterMaps.seal();
    }

    private Map<String, String> parameters(int row) {
        int number = rows.second(row, NAME_AND_PARAMETERS);
        return number == NO_PARAMETERS ? Map.of() : parameterMaps.get(number);
    }

    int workspace(int row) {
        return rows.first(row, WORKSPACE_AND_JOB);
    }

    private int job(int row) {
        return rows.second(row, WORKSPACE_AND_JOB);
    }

    private int name(int row) {
        return rows.first(row, NAME_AND_PARAMETERS);
    }

    private boolean sameRun(int left, int right) {
        return rows.get(left, RUN) == rows.get(right, RUN) && workspace(left) == workspace(right);
    }

    private int hash(int row) {
        return hash(workspace(row), rows.get(row, RUN));
    }

    private static int hash(int space, long id) {
        return RowIndex.mix(id * 31 + space);
    }

    private static Map<String, String> merged(Map<String, String> left, Map<String, String> right) {
        if (left.equals(right)) {
            return left;
        }
        Map<String, String> all = new TreeMap<>(left);
        right.forEach((key, value) -> all.merge(key, value, (a, b) -> a.compareTo(b) >= 0 ? a : b));
        return all;
    }
}
