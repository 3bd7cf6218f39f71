package dev.costinsights.core.tracking;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import java.util.Map;

/** Events as a client would make them. */
final class Events {

    static final AttributionContext CONTEXT = AttributionContext.builder()
            .opaqueId("o-1")
            .orchestrator("dagster")
            .job("nightly")
            .run("r-1")
            .asset("a", 3)
            .asset("b", 1)
            .label("team", "finance")
            .build();
    static final ExecutionPlace PLACE =
            new ExecutionPlace("adb-101.1.azuredatabricks.net", "101", ResourceType.WAREHOUSE, "w1", "q1");

    private Events() {}

    static ExecutionEvent launched(String id) {
        return new ExecutionEvent(
                ExecutionType.STATEMENT,
                id,
                ExecutionPhase.LAUNCHED,
                ExecutionOutcome.UNKNOWN,
                1_000_000,
                -1,
                CONTEXT,
                PLACE,
                Map.of());
    }

    static ExecutionEvent ended(String id) {
        return new ExecutionEvent(
                ExecutionType.STATEMENT,
                id,
                ExecutionPhase.ENDED,
                ExecutionOutcome.SUCCEEDED,
                1_000_000,
                5_000,
                CONTEXT,
                PLACE,
                Map.of("rows", "7"));
    }
}
