package dev.costinsights.core.context;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * What runs now: the innermost scope on this thread; where none is open, what is known of the process. Made by the engine.
 *
 * <p>Safe for use by several threads; never blocks and never throws.
 */
public final class ContextScopes implements AttributionScope {

    private final ScopeStack stack = new ScopeStack();
    private final Supplier<AttributionContext> ambient;
    private final TagDialect dialect;

    /** @param ambient what holds where no scope does, asked anew each time; must not throw */
    public ContextScopes(Supplier<AttributionContext> ambient, TagDialect dialect) {
        this.ambient = Objects.requireNonNull(ambient, "ambient");
        this.dialect = Objects.requireNonNull(dialect, "dialect");
    }

    /**
     * Opens a scope on this thread, inside those that are open. A context that names its work (an opaque id, a job or a
     * run) stands alone; one that does not, such as a single asset, says more about the work around it.
     *
     * @param context null is the same as {@link AttributionContext#EMPTY}
     */
    public ContextScope open(AttributionContext context) {
        return stack.open(context == null ? AttributionContext.EMPTY : context);
    }

    /** Opens a scope on this thread in which nothing holds, neither a scope around it nor what is known of the process. */
    public ContextScope openNothing() {
        return stack.openAlone(AttributionContext.EMPTY);
    }

    /** What holds on this thread, whoever said it, to be carried to another thread. */
    public Handover handOver() {
        ScopeStack.Frame frame = stack.current();
        AttributionContext now = context();
        boolean nothingIsKnown = now.isEmpty() && (frame == null || !frame.isAlone());
        return new Handover(stack, nothingIsKnown ? null : now);
    }

    @Override
    public AttributionContext context() {
        ScopeStack.Frame frame = stack.current();
        if (frame == null || !frame.isExplicit()) {
            return ambient.get();
        }
        return frame.isAlone() || frame.holds().namesWork() ? frame.holds() : frame.within(ambient.get());
    }

    @Override
    public TagDialect dialect() {
        return dialect;
    }
}
