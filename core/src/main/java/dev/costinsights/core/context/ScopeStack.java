package dev.costinsights.core.context;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scopes that are open, for each thread its own. Threads inherit nothing: a pool's thread would keep what held when it
 * was made, and a virtual thread is made for one task. What shall hold elsewhere is handed over.
 *
 * <p>Safe for use by several threads; nothing in it blocks or throws.
 */
final class ScopeStack {

    private static final Logger LOG = LoggerFactory.getLogger(ScopeStack.class);

    // Of the engine, of which a process may have two with different contexts; an empty one is removed.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Frame> top = new ThreadLocal<>();

    private final AtomicBoolean explained = new AtomicBoolean();

    /** Opens a scope inside the ones that are open. */
    ContextScope open(AttributionContext context) {
        Frame around = current();
        AttributionContext outer = around == null ? null : around.holds;
        return push(around, outer == null ? context : context.within(outer), around != null && around.alone);
    }

    /** Opens a scope in which just this holds, whatever holds outside; null for no scope at all. */
    ContextScope openAlone(AttributionContext context) {
        return push(current(), context, context != null);
    }

    /** What the innermost open scope says, or null when none does. */
    Frame current() {
        Frame frame = top.get();
        if (frame == null || !frame.closed) {
            return frame;
        }
        while (frame != null && frame.closed) {
            frame = frame.around;
        }
        set(frame);
        return frame;
    }

    private Frame push(Frame around, AttributionContext holds, boolean alone) {
        if (around != null) {
            around.forgetClosed();
        }
        Frame frame = new Frame(around, holds, alone);
        top.set(frame);
        return frame;
    }

    private void set(Frame frame) {
        if (frame == null) {
            top.remove();
        } else {
            top.set(frame);
        }
    }

    private void explain(String what) {
        if (explained.compareAndSet(false, true)) {
            LOG.warn(
                    "{}; it has ended, and the scopes around it go on. Close scopes by try-with-resources on the thread"
                            + " that opened them. This is said once",
                    what);
        }
    }

    /** One open scope. */
    final class Frame implements ContextScope {
        /** Changed by the owner alone. */
        private Frame around;

        private final Thread owner = Thread.currentThread();
        /** Null where no explicit scope shall hold. */
        private final AttributionContext holds;

        /** Whether what holds where there is no scope adds nothing to it. */
        private final boolean alone;

        private volatile boolean closed;
        // What the parts it does not know were last filled from, and the whole: nearly always the same again.
        private AttributionContext filledFrom;
        private AttributionContext filled;

        Frame(Frame around, AttributionContext holds, boolean alone) {
            this.around = around;
            this.holds = holds;
            this.alone = alone;
        }

        /** Lets go of what was closed before this, which scopes that overlap would chain to each other for ever. */
        void forgetClosed() {
            while (around != null && around.closed) {
                around = around.around;
            }
        }

        boolean isExplicit() {
            return holds != null;
        }

        boolean isAlone() {
            return alone;
        }

        AttributionContext holds() {
            return holds;
        }

        /** The scope's context, standing in what holds where there is no scope. Only for the thread that opened it. */
        AttributionContext within(AttributionContext ambient) {
            if (!Objects.equals(filledFrom, ambient)) {
                filled = holds.within(ambient);
                filledFrom = ambient;
            }
            return filled;
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            closed = true;
            if (Thread.currentThread() != owner) {
                explain("a scope of thread " + owner.getName() + " was closed by thread "
                        + Thread.currentThread().getName());
            } else if (top.get() == this) {
                current();
            } else {
                explain("a scope was closed while one that was opened inside it is still open");
            }
        }
    }
}
