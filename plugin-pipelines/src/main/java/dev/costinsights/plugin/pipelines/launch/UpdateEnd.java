package dev.costinsights.plugin.pipelines.launch;

import com.databricks.sdk.service.pipelines.PipelineEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an update ended.
 *
 * @param endMicros when, microseconds since 1970; -1 when unknown. Only a pipeline's events say it
 */
record UpdateEnd(String updateId, ExecutionOutcome outcome, long endMicros) {

    private static final Pattern MESSAGE =
            Pattern.compile("Update \\S+ is (COMPLETED|FAILED|CANCELED)\\b.*", Pattern.DOTALL);

    /** Empty when it runs, or waits to. */
    static Optional<UpdateEnd> of(String updateId, Enum<?> state) {
        return updateId == null || state == null
                ? Optional.empty()
                : outcome(state.name()).map(outcome -> new UpdateEnd(updateId, outcome, -1));
    }

    /** Empty when the event is not the end of an update. */
    static Optional<UpdateEnd> of(PipelineEvent event) {
        String updateId = event.getOrigin() == null ? null : event.getOrigin().getUpdateId();
        Matcher message = MESSAGE.matcher(event.getMessage() == null ? "" : event.getMessage());
        return updateId == null || !"update_progress".equals(event.getEventType()) || !message.matches()
                ? Optional.empty()
                : outcome(message.group(1))
                        .map(outcome -> new UpdateEnd(updateId, outcome, micros(event.getTimestamp())));
    }

    private static Optional<ExecutionOutcome> outcome(String state) {
        return switch (state) {
            case "COMPLETED" -> Optional.of(ExecutionOutcome.SUCCEEDED);
            case "FAILED" -> Optional.of(ExecutionOutcome.FAILED);
            case "CANCELED" -> Optional.of(ExecutionOutcome.CANCELED);
            default -> Optional.empty();
        };
    }

    private static long micros(String timestamp) {
        try {
            Instant instant = Instant.parse(timestamp == null ? "" : timestamp);
            return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
        } catch (DateTimeException e) {
            return -1;
        }
    }
}
