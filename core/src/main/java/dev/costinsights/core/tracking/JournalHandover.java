package dev.costinsights.core.tracking;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that is also handed over to a host: events are safe in the journal first, and the host gets them when it can,
 * after a crash of either side too. A host that does not answer never keeps events out of the journal for longer than one
 * attempt takes.
 */
public final class JournalHandover implements ExecutionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(JournalHandover.class);
    private static final int BATCH = 500;
    /** Wide events come in smaller batches, as they do from memory; a host takes no more than a mebibyte at once. */
    private static final long BATCH_CHARACTERS = RecorderLoop.LARGEST_BATCH_BYTES;

    private static final long REST_NANOS = 1_000_000_000L;
    private static final long REST_AFTER_FAILURE_NANOS = 30_000_000_000L;

    private final JdbcJournal journal;
    private final HostHandover host;
    private boolean failing;
    private long nextAt = System.nanoTime();

    public JournalHandover(JdbcJournal journal, HostHandover host) {
        this.journal = Objects.requireNonNull(journal, "journal");
        this.host = Objects.requireNonNull(host, "host");
        journal.handsOver();
    }

    @Override
    public void keep(EventBatch batch) throws Exception {
        journal.keep(batch);
        handOver();
    }

    @Override
    public void idle() {
        handOver();
    }

    @Override
    public void close() {
        nextAt = System.nanoTime();
        handOver();
        journal.close();
        host.close();
    }

    private void handOver() {
        if (System.nanoTime() - nextAt < 0) {
            return;
        }
        try {
            JournalBacklog.Pending pending = journal.pending(BATCH, BATCH_CHARACTERS);
            if (!pending.events().isEmpty()) {
                host.keep(new EventBatch(pending.entries().get(0), 0, 0, pending.events()));
            }
            if (!pending.entries().isEmpty()) {
                journal.handedOver(pending.entries());
            }
            failing = false;
            // More at once while there is more.
            nextAt = System.nanoTime() + (pending.more() ? 0 : REST_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (!failing) {
                LOG.warn("executions wait in the journal for the host: {}; this is said once", e.toString());
            }
            failing = true;
            nextAt = System.nanoTime() + REST_AFTER_FAILURE_NANOS;
        }
    }
}
