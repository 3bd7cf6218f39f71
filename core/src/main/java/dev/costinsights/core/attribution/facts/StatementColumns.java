package dev.costinsights.core.attribution.facts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements of one warehouse in columns: each once, its last revision, in canonical order, which is active start and
 * then statement id.
 *
 * <p>Times are microseconds. A statement is active from the end of its waits to the end of its result fetch.
 */
public final class StatementColumns {

    static final int ROW_BYTES = 1 + 4 + 7 * 8;

    private final IdCodec ids;
    private int size;
    private boolean[] uuid;
    private byte[] marks;
    private int[] evidence;
    private long[] idHigh;
    private long[] idLow;
    private long[] activeStart;
    private long[] activeEnd;
    private long[] update;
    private long[] task;
    private long[] exec;
    private RowIndex index;
    // Only Databricks' own split asks for statements by id, and hardly any account has that.
    private Map<String, Integer> rowOfId;

    StatementColumns(IdCodec ids, int capacity) {
        this.ids = ids;
        this.uuid = new boolean[capacity];
        this.marks = new byte[capacity];
        this.evidence = new int[capacity];
        this.idHigh = new long[capacity];
        this.idLow = new long[capacity];
        this.activeStart = new long[capacity];
        this.activeEnd = new long[capacity];
        this.update = new long[capacity];
        this.task = new long[capacity];
        this.exec = new long[capacity];
        this.index = new RowIndex(capacity);
    }

    void add(
            boolean isUuid,
            byte markBits,
            int evidenceNumber,
            long high,
            long low,
            long activeStartMicros,
            long activeEndMicros,
            long updateMicros,
            long taskMillis,
            long execMillis,
            List<StatementEvidence> evidenceByNumber) {
        int row = size;
        uuid[row] = isUuid;
        marks[row] = markBits;
        evidence[row] = evidenceNumber;
        idHigh[row] = high;
        idLow[row] = low;
        activeStart[row] = activeStartMicros;
        activeEnd[row] = activeEndMicros;
        update[row] = updateMicros;
        task[row] = taskMillis;
        exec[row] = execMillis;
        int known = index.putIfAbsent(RowIndex.mix(high * 31 + low), row, this::sameId);
        if (known < 0) {
            size++;
        } else if (compareRevisions(known, row, evidenceByNumber) < 0) {
            copy(row, known);
        }
    }

    void seal() {
        index = null;
        // Only revisions are told apart by it.
        update = null;
        int[] order = IndexSort.sorted(size, this::canonical);
        for (int i = 0; i < size; i++) {
            if (order[i] != i) {
                reorder(order);
                return;
            }
        }
    }

    public int size() {
        return size;
    }

    public String id(int row) {
        return ids.text(uuid[row], idHigh[row], idLow[row]);
    }

    /** Number of its evidence in {@link StatementStore#evidence}. */
    public int evidence(int row) {
        return evidence[row];
    }

    public long activeStart(int row) {
        return activeStart[row];
    }

    /** Not before {@link #activeStart}; equal to it for a statement without length. */
    public long activeEnd(int row) {
        return Math.max(activeStart[row], activeEnd[row]);
    }

    /** Task, compilation and result fetch time, ms; the result fetch only for a result-cache hit. */
    public long taskWork(int row) {
        return task[row];
    }

    /** Execution and compilation time, ms; 0 for a result-cache hit. */
    public long execWork(int row) {
        return exec[row];
    }

    /** The first row whose activity starts at or after the time; {@link #size} when there is none. */
    public int firstActiveFrom(long micros) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (activeStart[middle] < micros) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The row of a statement, or -1. */
    public int find(String statementId) {
        if (rowOfId == null) {
            rowOfId = new HashMap<>();
            for (int row = 0; row < size; row++) {
                rowOfId.put(id(row), row);
            }
        }
        return rowOfId.getOrDefault(statementId, -1);
    }

    /** Whether its tasks took time. */
    public boolean hasTaskTime(int row) {
        return (marks[row] & StatementStore.TASKED) != 0;
    }

    /** Whether it executed though no task time is known of it. */
    public boolean lacksTaskTime(int row) {
        return (marks[row] & StatementStore.UNTASKED) != 0;
    }

    /** Whether it waited for compute to start. */
    public boolean waitedForCompute(int row) {
        return (marks[row] & StatementStore.WAITED) != 0;
    }

    private boolean sameId(int left, int right) {
        return idHigh[left] == idHigh[right] && idLow[left] == idLow[right] && uuid[left] == uuid[right];
    }

    private int canonical(int left, int right) {
        return activeStart[left] != activeStart[right]
                ? Long.compare(activeStart[left], activeStart[right])
                : ids.compare(uuid[left], idHigh[left], idLow[left], uuid[right], idHigh[right], idLow[right]);
    }

    private int compareRevisions(int left, int right, List<StatementEvidence> evidenceByNumber) {
        int order = Long.compare(update[left], update[right]);
        order = order != 0 ? order : Long.compare(activeEnd[left], activeEnd[right]);
        order = order != 0 ? order : Long.compare(activeStart[left], activeStart[right]);
        order = order != 0 ? order : Long.compare(task[left], task[right]);
        order = order != 0 ? order : Long.compare(exec[left], exec[right]);
        order = order != 0 ? order : Byte.compare(marks[left], marks[right]);
        return order != 0 || evidence[left] == evidence[right]
                ? order
                : OriginOrder.compare(evidenceByNumber.get(evidence[left]), evidenceByNumber.get(evidence[right]));
    }

    private void copy(int from, int to) {
        marks[to] = marks[from];
        evidence[to] = evidence[from];
        activeStart[to] = activeStart[from];
        activeEnd[to] = activeEnd[from];
        update[to] = update[from];
        task[to] = task[from];
        exec[to] = exec[from];
    }

    private void reorder(int[] order) {
        uuid = reordered(uuid, order);
        byte[] movedMarks = new byte[size];
        for (int i = 0; i < size; i++) {
            movedMarks[i] = marks[order[i]];
        }
        marks = movedMarks;
        int[] moved = new int[size];
        for (int i = 0; i < size; i++) {
            moved[i] = evidence[order[i]];
        }
        evidence = moved;
        idHigh = reordered(idHigh, order);
        idLow = reordered(idLow, order);
        activeStart = reordered(activeStart, order);
        activeEnd = reordered(activeEnd, order);
        task = reordered(task, order);
        exec = reordered(exec, order);
    }

    private static long[] reordered(long[] column, int[] order) {
        long[] moved = new long[order.length];
        Arrays.setAll(moved, i -> column[order[i]]);
        return moved;
    }

    private static boolean[] reordered(boolean[] column, int[] order) {
        boolean[] moved = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            moved[i] = column[order[i]];
        }
        return moved;
    }
}
