package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.JobRunSlice;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Job runs in columns, one row each: slices say nothing of a run that its other slices do not. */
final class JobRunSlices {

    private final RunIds ids;
    private final Pool<String> texts;
    private final RowIndex index = new RowIndex(1024, this::hash);

    private int size;
    private final IntColumn workspace = new IntColumn();
    private final LongColumn run = new LongColumn();
    private final IntColumn job = new IntColumn();
    private final IntColumn name = new IntColumn();
    private final LongColumn sourceTaskRun = new LongColumn();
    private final LongColumn rootTaskRun = new LongColumn();
    /** Only of runs that have any; most have none. */
    private final Map<Integer, Map<String, String>> parameters = new HashMap<>();

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
        }
        job.set(known, Pool.greater(texts, job.get(known), texts.number(slice.jobId())));
        name.set(known, Pool.greater(texts, name.get(known), texts.number(slice.runName())));
        sourceTaskRun.set(known, ids.greater(sourceTaskRun.get(known), ids.pack(slice.sourceTaskRunId())));
        rootTaskRun.set(known, ids.greater(rootTaskRun.get(known), ids.pack(slice.rootTaskRunId())));
        if (!slice.parameters().isEmpty()) {
            parameters.merge(known, slice.parameters(), JobRunSlices::merged);
        }
    }

    /** The run, or null when no slice knows it. */
    JobRun find(ObjectKey key) {
        int space = texts.find(key.workspaceId());
        long id = ids.find(key.id());
        int row = space == Pool.NONE || id == RunIds.NONE
                ? -1
                : index.find(hash(space, id), other -> workspace.get(other) == space && run.get(other) == id);
        if (row < 0) {
            return null;
        }
        long starter = sourceTaskRun.get(row) != RunIds.NONE ? sourceTaskRun.get(row) : rootTaskRun.get(row);
        return new JobRun(
                texts.value(job.get(row)),
                texts.value(name.get(row)),
                parameters.getOrDefault(row, Map.of()),
                ids.text(starter));
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
