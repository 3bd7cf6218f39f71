package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.JobRunSlice;
import java.util.Map;
import java.util.TreeMap;

/** Job runs in columns, one row each: slices say nothing of a run that its other slices do not. */
final class JobRunSlices {

    private static final long NO_PARAMETERS = -1;

    private final RunIds ids;
    private final Pool<String> texts;
    private final RowIndex index = new RowIndex(1024, this::hash);

    private int size;
    private final IntColumn workspace = new IntColumn();
    private final LongColumn run = new LongColumn();
    private final IntColumn job = new IntColumn();
    private final IntColumn name = new IntColumn();
    private final SparseLongColumn sourceTaskRun = new SparseLongColumn(RunIds.NONE);
    private final SparseLongColumn rootTaskRun = new SparseLongColumn(RunIds.NONE);
    /** Numbers among the parameter maps, which are as many as there are runs with any. */
    private final SparseLongColumn parameters = new SparseLongColumn(NO_PARAMETERS);

    private final TagMaps parameterMaps = new TagMaps(new TextCodes());

    JobRunSlices(RunIds ids, Pool<String> texts) {
        this.ids = ids;
        this.texts = texts;
    }

    void add(JobRunSlice slice) {
        int row = size;
        workspace.set(row, texts.number(slice.workspaceId()));
        run.set(row, ids.pack(slice.runId()));
        int known = index.putIfAbsent(row, this::sameRun);
        if (known < 0) {
            size++;
            known = row;
            job.set(row, Pool.NONE);
            name.set(row, Pool.NONE);
            sourceTaskRun.set(row, RunIds.NONE);
            rootTaskRun.set(row, RunIds.NONE);
            parameters.set(row, NO_PARAMETERS);
        }
        job.set(known, Pool.greater(texts, job.get(known), texts.number(slice.jobId())));
        name.set(known, Pool.greater(texts, name.get(known), texts.number(slice.runName())));
        sourceTaskRun.set(known, ids.greater(sourceTaskRun.get(known), ids.pack(slice.sourceTaskRunId())));
        rootTaskRun.set(known, ids.greater(rootTaskRun.get(known), ids.pack(slice.rootTaskRunId())));
        if (!slice.parameters().isEmpty()) {
            Map<String, String> before = parameters(known);
            parameters.set(
                    known,
                    parameterMaps.number(before.isEmpty() ? slice.parameters() : merged(before, slice.parameters())));
        }
    }

    /** The run, or null when no slice knows it. */
    JobRun find(ObjectKey key) {
        int space = texts.find(key.workspaceId());
        long id = ids.find(key.id());
        int row = space == Pool.NONE || id == RunIds.NONE
                ? -1
                : index.find(hash(space, id), other -> run.get(other) == id && workspace.get(other) == space);
        if (row < 0) {
            return null;
        }
        long starter = sourceTaskRun.get(row) != RunIds.NONE ? sourceTaskRun.get(row) : rootTaskRun.get(row);
        return new JobRun(texts.value(job.get(row)), texts.value(name.get(row)), parameters(row), ids.text(starter));
    }

    void seal() {
        parameterMaps.seal();
    }

    private Map<String, String> parameters(int row) {
        long number = parameters.get(row);
        return number == NO_PARAMETERS ? Map.of() : parameterMaps.get((int) number);
    }

    private boolean sameRun(int left, int right) {
        return run.get(left) == run.get(right) && workspace.get(left) == workspace.get(right);
    }

    private int hash(int row) {
        return hash(workspace.get(row), run.get(row));
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
