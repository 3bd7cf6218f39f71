package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.Statement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Statements by the warehouse they ran on: packed, in memory while they fit, in a file after that. One warehouse at a time
 * is unpacked, so that memory is bounded by the largest warehouse and not by the month.
 */
public final class StatementStore implements AutoCloseable {

    private static final long MICROS = 1000;
    private static final int BLOCK_ROWS = 256;
    private static final byte UUID = 1;

    /** Bits that say something of a statement besides its times and work; the one above is of its id. */
    static final byte WAITED = 2;

    /** Its tasks took time. */
    static final byte TASKED = 4;

    /** It executed, and no task time is known of it. */
    static final byte UNTASKED = 8;

    private final IdCodec ids = new IdCodec();
    private final EvidencePool pool;
    private final List<Bucket> bucketOf = new ArrayList<>();
    private final Map<ObjectKey, Bucket> buckets = new HashMap<>();
    private final SpillFile spill;

    /** @param memoryBudget bytes that may stay in memory before blocks go to a file in the folder */
    StatementStore(EvidencePool pool, Path folder, long memoryBudget) {
        this.pool = pool;
        this.spill = new SpillFile(folder, memoryBudget);
    }

    void add(Statement statement) {
        int evidence = pool.number(statement.origin());
        Bucket bucket = bucket(evidence);
        boolean uuid = ids.pack(statement.statementId());
        long activeStart = statement.span().startMicros() + statement.waitingMillis() * MICROS;
        long activeEnd = statement.span().endMicros() + statement.resultFetchMillis() * MICROS;
        boolean cached = statement.fromResultCache();
        long task = cached
                ? statement.resultFetchMillis()
                : sum(statement.totalTaskMillis(), statement.compilationMillis(), statement.resultFetchMillis());
        long exec = cached ? 0 : sum(statement.executionMillis(), statement.compilationMillis(), 0);
        bucket.room()
                .put((byte) ((uuid ? UUID : 0) | marks(statement)))
                .putInt(evidence)
                .putLong(ids.high())
                .putLong(ids.low())
                .putLong(activeStart)
                .putLong(activeEnd)
                .putLong(statement.updateMicros())
                .putLong(task)
                .putLong(exec);
    }

    /** By number. */
    public List<StatementEvidence> evidence() {
        return pool.evidence();
    }

    void seal() {
        pool.seal();
        bucketOf.clear();
        buckets.values().forEach(bucket -> {
            if (bucket.open != null) {
                bucket.blocks.add(spill.keep(bucket.open.flip()));
                bucket.open = null;
            }
        });
    }

    /** The statements of a warehouse: each once, its last revision, in canonical order. */
    public StatementColumns load(ObjectKey warehouse) {
        Bucket bucket = buckets.get(warehouse);
        if (bucket == null) {
            return new StatementColumns(ids, 0);
        }
        StatementColumns columns = new StatementColumns(ids, bucket.rows);
        for (SpillFile.Block block : bucket.blocks) {
            ByteBuffer rows = spill.read(block);
            while (rows.hasRemaining()) {
                byte flags = rows.get();
                columns.add(
                        (flags & UUID) != 0,
                        (byte) (flags & ~UUID),
                        rows.getInt(),
                        rows.getLong(),
                        rows.getLong(),
                        rows.getLong(),
                        rows.getLong(),
                        rows.getLong(),
                        rows.getLong(),
                        rows.getLong(),
                        pool.evidence());
            }
        }
        columns.seal();
        return columns;
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }

    private Bucket bucket(int evidence) {
        while (bucketOf.size() <= evidence) {
            StatementEvidence known = pool.evidence().get(bucketOf.size());
            bucketOf.add(buckets.computeIfAbsent(
                    new ObjectKey(known.workspaceId(), known.warehouseId()), key -> new Bucket()));
        }
        return bucketOf.get(evidence);
    }

    private static int marks(Statement statement) {
        int waited = statement.waitingForComputeMillis() > 0 ? WAITED : 0;
        if (statement.fromResultCache()) {
            return waited;
        }
        return waited | (statement.totalTaskMillis() > 0 ? TASKED : statement.executionMillis() > 0 ? UNTASKED : 0);
    }

    /** Durations are the table's; should they be absurd, the largest number stands for them. */
    private static long sum(long a, long b, long c) {
        long sum = a + b + c;
        return a > Long.MAX_VALUE / 4 || b > Long.MAX_VALUE / 4 || c > Long.MAX_VALUE / 4 ? Long.MAX_VALUE / 2 : sum;
    }

    private final class Bucket {
        private final List<SpillFile.Block> blocks = new ArrayList<>();
        private ByteBuffer open;
        private int rows;

        /** A buffer with room for one more row. */
        ByteBuffer room() {
            if (open == null || !open.hasRemaining()) {
                if (open != null) {
                    blocks.add(spill.keep(open.flip()));
                }
                // Small warehouses are many; the first block is small too.
                open = ByteBuffer.allocate(StatementColumns.ROW_BYTES * (rows < BLOCK_ROWS ? 16 : BLOCK_ROWS));
            }
            rows++;
            return open;
        }
    }
}
