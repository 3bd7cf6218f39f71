package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.JobRunSlice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Job runs in columns, one row each: slices say nothing of a run that its other slices do not. */
final class JobRunSlices {

    private final RunIds ids;
    private final Pool<String> texts;
    private final RowIndex index = new RowIndex(1024, this::hash);

    private int size;
    private int[] workspace = new int[1024];
    private long[] run = new long[1024];
    private int[] job = new int[1024];
    private int[] name = new int[1024];
    private long[] sourceTaskRun = new long[1024];
    private long[] rootTaskRun = new long[1024];
    /** Only of runs that have any; most have none. */
    private final Map<Integer, Map<String, String>> parameters = new HashMap<>();

    JobRunSlices(RunIds ids, Pool<String> texts) {
        this.ids = ids;
        this.texts = texts;
    }

    void add(JobRunSlice slice) {
        if (size == workspace.length) {
            grow();
        }
        int row = size;
        workspace[row] = texts.number(slice.workspaceId());
        run[row] = ids.pack(slice.runId());
        int known = index.putIfAbsent(row, this::sameRun);
        if (known < 0) {
            size++;
            known = row;
            job[row] = Pool.NONE;
            name[row] = Pool.NONE;
            sourceTaskRun[row] = RunIds.NONE;
            rootTaskRun[row] = RunIds.NONE;
        }
        job[known] = Pool.greater(texts, job[known], texts.number(slice.jobId()));
        name[known] = Pool.greater(texts, name[known], texts.number(slice.runName()));
        sourceTaskRun[known] = ids.greater(sourceTaskRun[known], ids.pack(slice.sourceTaskRunId()));
        rootTaskRun[known] = ids.greater(rootTaskRun[known], ids.pack(slice.rootTaskRunId()));
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
                : index.find(hash(space, id), other -> workspace[other] == space && run[other] == id);
        if (row < 0) {
            return null;
        }
        long starter = sourceTaskRun[row] != RunIds.NONE ? sourceTaskRun[row] : rootTaskRun[row];
        return new JobRun(
                texts.value(job[row]),
                texts.value(name[row]),
                parameters.getOrDefault(row, Map.of()),
                ids.text(starter));
    }

    private boolean sameRun(int left, int right) {
        return run[left] == run[right] && workspace[left] == workspace[right];
    }

    private int hash(int row) {
        return hash(workspace[row], run[row]);
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

    private void grow() {
        int capacity = size + (size >> 1);
        workspace = Arrays.copyOf(workspace, capacity);
        run = Arrays.copyOf(run, capacity);
        job = Arrays.copyOf(job, capacity);
        name = Arrays.copyOf(name, capacity);
        sourceTaskRun = Arrays.copyOf(sourceTaskRun, capacity);
        rootTaskRun = Arrays.copyOf(rootTaskRun, capacity);
    }
}
