package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.Intervals;
import dev.costinsights.core.attribution.identity.Target;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import java.util.function.Function;

/**
 * An execution that shares a cluster or a job run with others, and when it was active.
 *
 * @param target what is known of it in a charge; asked only for those that take a share
 */
record Participant(ExecutionType type, String id, Intervals active, Function<Charge, Target> target) {}
