package dev.costinsights.core.tracking;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventJsonTest {

    @Test
    void anEventIsWrittenAsDocumented() {
        assertEquals(
                "{\"type\":\"STATEMENT\",\"id\":\"s1\",\"phase\":\"ENDED\",\"outcome\":\"SUCCEEDED\",\"start_micros\":1000000,"
                        + "\"duration_micros\":5000,\"context\":{\"opaque_id\":\"o-1\",\"orchestrator\":\"dagster\","
                        + "\"job\":\"nightly\",\"run\":\"r-1\",\"assets\":[{\"key\":\"a\",\"weight\":3},"
                        + "{\"key\":\"b\",\"weight\":1}],\"labels\":{\"team\":\"finance\"}},"
                        + "\"place\":{\"host\":\"adb-101.1.azuredatabricks.net\",\"workspace_id\":\"101\","
                        + "\"resource_type\":\"WAREHOUSE\",\"resource_id\":\"w1\",\"session_id\":\"q1\"},"
                        + "\"details\":{\"rows\":\"7\"}}",
                EventJson.write(Events.ended("s1")));
    }

    @Test
    void whatIsMissingIsUnknownAndWhatNobodyKnowsIsPassedOver() {
        ExecutionEvent event =
                EventJson.read("{\"type\":\"JOB_RUN\",\"phase\":\"LAUNCHED\",\"start_micros\":5,\"new\":[1]}");

        assertEquals(
                new ExecutionEvent(
                        ExecutionType.JOB_RUN,
                        null,
                        ExecutionPhase.LAUNCHED,
                        ExecutionOutcome.UNKNOWN,
                        5,
                        -1,
                        AttributionContext.EMPTY,
                        ExecutionPlace.UNKNOWN,
                        Map.of()),
                event);
    }

    @Test
    void whatIsNoEventIsRefusedByName() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "[]", "an execution is no object",
                        "{\"phase\":\"ENDED\"}", "the field type is null",
                        "{\"type\":\"LUNCH\"}", "the field type is LUNCH",
                        "{\"type\":\"JOB\",\"phase\":\"ENDED\"}", "the field start_micros is missing",
                        "{\"type\":\"JOB\",\"phase\":\"ENDED\",\"start_micros\":1.5}", "the field start_micros",
                        "{\"type\":\"JOB\",\"phase\":\"ENDED\",\"start_micros\":1,\"id\":7}",
                                "the field id is no string",
                        "{\"type\":\"JOB\",\"phase\":\"ENDED\",\"start_micros\":1,\"details\":{\"a\":1}}",
                                "details.a is no string")
                .entrySet()) {
            String message = assertThrows(IllegalArgumentException.class, () -> EventJson.read(wrong.getKey()))
                    .getMessage();
            assertTrue(message.startsWith(wrong.getValue()), message);
        }
    }

    @Test
    void whateverIsWrittenIsReadBack() {
        forAll(3000, random -> {
            ExecutionEvent event = random(random);
            assertEquals(event, EventJson.read(EventJson.write(event)));
            EventBatch batch = new EventBatch(random.nextLong(1 << 20), random.nextInt(3), 7, List.of(event, event));
            assertEquals(batch, EventJson.readBatch(EventJson.write("me", batch)));
        });
    }

    private static ExecutionEvent random(SplittableRandom random) {
        AttributionContext.Builder context = AttributionContext.builder()
                .opaqueId(text(random))
                .run(text(random))
                .label("l", text(random));
        context.asset("a" + text(random), random.nextInt(1, 5)).asset("b", random.nextInt(1, 5));
        return new ExecutionEvent(
                ExecutionType.values()[random.nextInt(ExecutionType.values().length)],
                text(random),
                ExecutionPhase.values()[random.nextInt(2)],
                ExecutionOutcome.values()[random.nextInt(4)],
                random.nextLong(),
                random.nextLong(-1, 1L << 40),
                context.build(),
                new ExecutionPlace(
                        text(random),
                        text(random),
                        random.nextBoolean() ? null : ResourceType.CLUSTER,
                        text(random),
                        text(random)),
                random.nextBoolean() ? Map.of() : Map.of("k" + random.nextInt(9), "v\u0000\ud83d" + random.nextInt(9)));
    }

    private static String text(SplittableRandom random) {
        return random.nextInt(3) == 0 ? null : "t\"\\\n\u0000\u20ac\ud83d\ude00\udc00" + random.nextInt(100);
    }
}
