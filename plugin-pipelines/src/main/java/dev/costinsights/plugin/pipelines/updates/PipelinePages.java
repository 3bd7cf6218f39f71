package dev.costinsights.plugin.pipelines.updates;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.pipelines.GetPipelineRequest;
import com.databricks.sdk.service.pipelines.GetPipelineResponse;
import com.databricks.sdk.service.pipelines.ListPipelineEventsRequest;
import com.databricks.sdk.service.pipelines.ListPipelineEventsResponse;
import com.databricks.sdk.service.pipelines.ListPipelinesRequest;
import com.databricks.sdk.service.pipelines.ListPipelinesResponse;
import com.databricks.sdk.service.pipelines.ListUpdatesRequest;
import com.databricks.sdk.service.pipelines.ListUpdatesResponse;
import com.databricks.sdk.service.pipelines.PipelineEvent;
import com.databricks.sdk.service.pipelines.PipelineStateInfo;
import com.databricks.sdk.service.pipelines.PipelinesService;
import com.databricks.sdk.service.pipelines.UpdateInfo;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.WorkspaceCalls;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pipelines, updates and events, page by page. */
final class PipelinePages {

    private static final long PAGE = 100;

    private final PipelinesService service;
    private final WorkspaceCalls calls;

    PipelinePages(PipelinesService service, WorkspaceCalls calls) {
        this.service = service;
        this.calls = calls;
    }

    /** Takes the entries of a page; no more of them when it says false. */
    interface Taker<T> {
        boolean take(T entry) throws InterruptedException;
    }

    void pipelines(Taker<PipelineStateInfo> taker) throws InterruptedException {
        Tokens tokens = new Tokens("pipelines");
        while (tokens.more()) {
            ListPipelinesRequest request =
                    new ListPipelinesRequest().setMaxResults(PAGE).setPageToken(tokens.current());
            ListPipelinesResponse page = calls.call("the pipelines", () -> service.listPipelines(request));
            tokens.next(page.getNextPageToken(), each(page.getStatuses(), taker));
        }
    }

    /** Empty when it has been deleted meanwhile. */
    Optional<GetPipelineResponse> pipeline(String pipelineId) throws InterruptedException {
        try {
            return Optional.of(calls.call(
                    "pipeline " + pipelineId, () -> service.get(new GetPipelineRequest().setPipelineId(pipelineId))));
        } catch (CostInsightsException e) {
            if (e.getCause() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The newest first. */
    void updates(String pipelineId, Taker<UpdateInfo> taker) throws InterruptedException {
        Tokens tokens = new Tokens("updates of pipeline " + pipelineId);
        while (tokens.more()) {
            ListUpdatesRequest request = new ListUpdatesRequest()
                    .setPipelineId(pipelineId)
                    .setMaxResults(PAGE)
                    .setPageToken(tokens.current());
            ListUpdatesResponse page = calls.call("the updates", () -> service.listUpdates(request));
            tokens.next(page.getNextPageToken(), each(page.getUpdates(), taker));
        }
    }

    /** The newest first. */
    void events(String pipelineId, Instant from, Taker<PipelineEvent> taker) throws InterruptedException {
        Tokens tokens = new Tokens("events of pipeline " + pipelineId);
        while (tokens.more()) {
            ListPipelineEventsRequest request =
                    new ListPipelineEventsRequest().setPipelineId(pipelineId).setMaxResults(PAGE);
            // With a token the API takes nothing else.
            if (tokens.current() == null) {
                request.setFilter("timestamp >= '" + from + "'").setOrderBy(List.of("timestamp desc"));
            } else {
                request.setPageToken(tokens.current());
            }
            ListPipelineEventsResponse page = calls.call("the events", () -> service.listPipelineEvents(request));
            tokens.next(page.getNextPageToken(), each(page.getEvents(), taker));
        }
    }

    private static <T> boolean each(Collection<T> entries, Taker<T> taker) throws InterruptedException {
        if (entries != null) {
            for (T entry : entries) {
                if (!taker.take(entry)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Goes from page to page and not in circles. */
    private static final class Tokens {
        private final String of;
        private final Set<String> seen = new HashSet<>();
        private String token;
        private boolean ended;

        Tokens(String of) {
            this.of = of;
        }

        boolean more() {
            return !ended;
        }

        /** Null on the first page. */
        String current() {
            return token;
        }

        void next(String following, boolean isWanted) {
            ended = !isWanted || following == null || following.isEmpty();
            token = following;
            if (!ended && !seen.add(following)) {
                throw new CostInsightsException(
                        ErrorCode.INVALID_INPUT, "the workspace gives the same page of " + of + " again and again");
            }
        }
    }
}
