package dev.costinsights.core.oracle;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;

/** What clients recorded, of executions that exist and of others, agreeing and not. Half of the time nothing. */
final class RandomRecordings {

    private RandomRecordings() {}

    static List<Fact> of(Dice dice) {
        List<Fact> facts = new ArrayList<>();
        for (int i = dice.chance(50) ? 0 : dice.between(1, 12); i > 0; i--) {
            Fact fact = one(dice);
            facts.add(fact);
            if (dice.chance(20)) {
                facts.add(fact);
            }
        }
        return facts;
    }

    private static Fact one(Dice dice) {
        String workspace = dice.chance(50) ? "" : dice.pick(RandomUsage.WORKSPACES);
        ExecutionType type = dice.pick(
                ExecutionType.STATEMENT, ExecutionType.JOB_RUN, ExecutionType.PIPELINE_UPDATE, ExecutionType.JOB);
        String id =
                switch (type) {
                    case STATEMENT -> dice.chance(30) ? null : "s" + dice.below(14);
                    case JOB_RUN -> RandomWork.runId(dice.below(RandomWork.RUNS));
                    case PIPELINE_UPDATE -> RandomWork.updateId(dice.below(RandomWork.UPDATES));
                    default -> RandomWork.jobOf(0);
                };
        TimeSpan span = dice.span();
        return Fact.of(new RecordedExecution(
                workspace, type, id, dice.chance(20) ? null : dice.pick("q1", "q2"), span, context(dice)));
    }

    private static AttributionContext context(Dice dice) {
        AttributionContext.Builder context = AttributionContext.builder();
        if (dice.chance(50)) {
            context.opaqueId(dice.pick("x", "y"));
        }
        if (dice.chance(40)) {
            context.job(dice.pick("x", "y"));
        }
        if (dice.chance(30)) {
            context.run(dice.pick("x", "y"));
        }
        if (dice.chance(20)) {
            context.asset("a", 1).asset("b", dice.between(1, 3));
        }
        if (dice.chance(10)) {
            context.label("team", dice.pick("x", "y"));
        }
        return context.build();
    }
}
