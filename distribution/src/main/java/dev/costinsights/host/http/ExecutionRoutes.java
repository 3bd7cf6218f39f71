package dev.costinsights.host.http;

import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.EventJson;
import dev.costinsights.core.tracking.ExecutionKeeper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Takes over executions that instrumented clients recorded; the documentation of recording defines the body. The answer
 * comes when they are safe. Taking them twice changes nothing.
 */
public final class ExecutionRoutes {

    public static final String PATH = "/api/v1/executions";

    private static final int ACCEPTED = 202;

    private final ExecutionKeeper keeper;
    private final Counter taken;
    private final Counter lost;
    private final Counter refused;
    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(ExecutionRoutes.class));

    private ExecutionRoutes(ExecutionKeeper keeper, MeterRegistry metrics) {
        this.keeper = keeper;
        this.taken = Counter.builder("cost_insights_executions_taken")
                .description("Events of executions that were handed over and are safe")
                .register(metrics);
        this.lost = Counter.builder("cost_insights_executions_lost")
                .description("Events that recorders said they had lost")
                .register(metrics);
        this.refused = Counter.builder("cost_insights_executions_refused")
                .description("Events of executions that could not be kept when they were handed over")
                .register(metrics);
    }

    /** @param keeper where they are kept; must bear calls of several threads */
    public static List<Route> of(ExecutionKeeper keeper, MeterRegistry metrics) {
        ExecutionRoutes routes = new ExecutionRoutes(keeper, metrics);
        return List.of(Route.post(PATH, Route.Access.TOKEN, routes::take));
    }

    private ApiResponse take(ApiRequest request) {
        EventBatch batch = read(request);
        keep(batch);
        taken.increment(batch.events().size());
        lost.increment((double) batch.lost());
        return ApiResponse.json(ACCEPTED, Map.of("taken", batch.events().size()));
    }

    private static EventBatch read(ApiRequest request) {
        try {
            EventBatch batch = EventJson.readBatch(text(request.body()));
            if (batch.lost() < 0) {
                throw new IllegalArgumentException("the field lost is " + batch.lost() + "; it must be 0 or more");
            }
            return batch;
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest(
                    "the body is no batch of executions: " + e.getMessage() + "; see docs/recording.md"));
        }
    }

    /** An id with a letter that nobody sent would never be found on the bill. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
        }
    }

    /** The journal's own reasons are for the log: they may name its database. */
    private void keep(EventBatch batch) {
        try {
            keeper.keep(batch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.unavailable("the host is being stopped; send them again"));
        } catch (Exception e) {
            refused.increment(batch.events().size());
            failures.failed("executions could not be kept", e);
            throw new ProblemException(
                    Problem.unavailable("the executions could not be kept; send them again, and see the host's log"));
        }
    }
}
