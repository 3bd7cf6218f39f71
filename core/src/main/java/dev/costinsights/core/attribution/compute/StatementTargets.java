package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.StatementColumns;
import dev.costinsights.core.attribution.facts.StatementEvidence;
import dev.costinsights.core.attribution.identity.Target;
import dev.costinsights.core.attribution.identity.Targets;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.model.Identity;
import java.util.Arrays;
import java.util.List;

/**
 * Targets of statements by the number of their evidence. Many statements share theirs, so what does
 * not depend on the cell is found once. One serves all warehouses: there may be a million kinds of evidence.
 */
public final class StatementTargets {

    private static final int EVERY_CELL = -1;

    private final Targets targets;
    private final List<StatementEvidence> evidence;
    private final Target[] known;
    /** The bill's identity that the known target rests on; null when it rests on none. */
    private final Identity[] knownFor;
    /** The cell that it holds in; {@link #EVERY_CELL} when it does not depend on the time. */
    private final int[] knownIn;

    private int cell;
    private Identity billed;
    private long asOf;

    public StatementTargets(Targets targets, List<StatementEvidence> evidence) {
        this.targets = targets;
        this.evidence = evidence;
        this.known = new Target[evidence.size()];
        this.knownFor = new Identity[evidence.size()];
        this.knownIn = new int[evidence.size()];
    }

    /** Goes to the next warehouse. Evidence names its warehouse, so what was found until now is not asked for again. */
    void clear() {
        Arrays.fill(known, null);
    }

    /** Says which tags the next charge carries and when it starts. */
    void enter(Identity billTags, long startMicros) {
        if (billTags != billed || startMicros != asOf) {
            billed = billTags;
            asOf = startMicros;
            cell++;
        }
    }

    Target of(StatementColumns statements, int row) {
        int number = statements.evidence(row);
        if (targets.hasRecordings()) {
            StatementEvidence own = evidence.get(number);
            Reading recorded = targets.recorded(own.workspaceId(), statements.id(row));
            if (!recorded.equals(Reading.NOTHING)) {
                return targets.ofStatement(own, recorded, billed, asOf);
            }
        }
        return of(number);
    }

    private Target of(int number) {
        Target target = known[number];
        if (target != null
                && (knownFor[number] == null || knownFor[number] == billed)
                && (knownIn[number] == EVERY_CELL || knownIn[number] == cell)) {
            return target;
        }
        StatementEvidence shared = evidence.get(number);
        target = targets.ofStatement(shared, Reading.NOTHING, billed, asOf);
        known[number] = target;
        knownFor[number] = Targets.dependsOnBill(target, billed) ? billed : null;
        knownIn[number] = Targets.isTimeless(shared) ? EVERY_CELL : cell;
        return target;
    }
}
