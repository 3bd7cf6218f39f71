package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.identity.Target;
import dev.costinsights.core.attribution.identity.Targets;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.StatementOrigin;
import java.util.List;

/**
 * Targets of statements by the number of their origin. Millions of statements share a few thousand origins, so what does
 * not depend on the cell is found once.
 */
final class StatementTargets {

    private static final int EVERY_CELL = -1;

    private final Targets targets;
    private final List<StatementOrigin> origins;
    private final Target[] known;
    /** The bill's identity that the known target rests on; null when it rests on none. */
    private final Identity[] knownFor;
    /** The cell that it holds in; {@link #EVERY_CELL} when it does not depend on the time. */
    private final int[] knownIn;

    private int cell;
    private Identity billed;
    private long asOf;

    StatementTargets(Targets targets, List<StatementOrigin> origins) {
        this.targets = targets;
        this.origins = origins;
        this.known = new Target[origins.size()];
        this.knownFor = new Identity[origins.size()];
        this.knownIn = new int[origins.size()];
    }

    /** Says which tags the next charge carries and when it starts. */
    void enter(Identity billTags, long startMicros) {
        if (billTags != billed || startMicros != asOf) {
            billed = billTags;
            asOf = startMicros;
            cell++;
        }
    }

    Target of(int origin) {
        Target target = known[origin];
        if (target != null
                && (knownFor[origin] == null || knownFor[origin] == billed)
                && (knownIn[origin] == EVERY_CELL || knownIn[origin] == cell)) {
            return target;
        }
        StatementOrigin shared = origins.get(origin);
        target = targets.ofStatement(shared, billed, asOf);
        boolean billDecides =
                target.identity().context() == null || target.identity().context() == billed.context();
        known[origin] = target;
        knownFor[origin] = billDecides ? billed : null;
        knownIn[origin] = Targets.isTimeless(shared) ? EVERY_CELL : cell;
        return target;
    }
}
