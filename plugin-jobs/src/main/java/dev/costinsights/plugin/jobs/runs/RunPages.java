package dev.costinsights.plugin.jobs.runs;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.GetRunRequest;
import com.databricks.sdk.service.jobs.JobsService;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ListJobsResponse;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.ListRunsResponse;
import com.databricks.sdk.service.jobs.Run;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.WorkspaceCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Jobs and runs, page by page. The SDK leaves the tasks beyond the first hundred of a run to its callers. */
final class RunPages {

    /** The API's most when tasks come along. */
    private static final long RUNS = 25;

    private static final long JOBS = 100;

    private final JobsService service;
    private final WorkspaceCalls calls;

    RunPages(JobsService service, WorkspaceCalls calls) {
        this.service = service;
        this.calls = calls;
    }

    /** Takes the entries of a page. */
    interface Taker<T> {
        void take(T entry) throws InterruptedException;
    }

    void jobs(Taker<BaseJob> taker) throws InterruptedException {
        Tokens tokens = new Tokens("jobs");
        while (tokens.more()) {
            ListJobsRequest request = new ListJobsRequest().setLimit(JOBS).setPageToken(tokens.current());
            ListJobsResponse page = calls.call("the jobs", () -> service.list(request));
            tokens.next(page.getNextPageToken());
            each(page.getJobs(), taker);
        }
    }

    /** Runs with their first tasks, the newest first. */
    void runs(ListRunsRequest filter, Taker<BaseRun> taker) throws InterruptedException {
        Tokens tokens = new Tokens("runs");
        while (tokens.more()) {
            filter.setExpandTasks(true).setLimit(RUNS).setPageToken(tokens.current());
            ListRunsResponse page = calls.call("the runs", () -> service.listRuns(filter));
            tokens.next(page.getNextPageToken());
            each(page.getRuns(), taker);
        }
    }

    /**
     * All of a run: a page for every hundred tasks or iterations, the first with the history of its repairs. Empty when the
     * run has been forgotten meanwhile.
     */
    List<Run> whole(long runId) throws InterruptedException {
        List<Run> pages = new ArrayList<>();
        Tokens tokens = new Tokens("tasks of run " + runId);
        while (tokens.more()) {
            GetRunRequest request = new GetRunRequest()
                    .setRunId(runId)
                    .setIncludeHistory(pages.isEmpty() ? true : null)
                    .setPageToken(tokens.current());
            Run page;
            try {
                page = calls.call("run " + runId, () -> service.getRun(request));
            } catch (CostInsightsException e) {
                if (e.getCause() instanceof NotFound) {
                    return pages;
                }
                throw e;
            }
            tokens.next(page.getNextPageToken());
            pages.add(page);
        }
        return pages;
    }

    private static <T> void each(Collection<T> entries, Taker<T> taker) throws InterruptedException {
        if (entries != null) {
            for (T entry : entries) {
                taker.take(entry);
            }
        }
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

        void next(String following) {
            ended = following == null || following.isEmpty();
            token = following;
            if (!ended && !seen.add(following)) {
                throw new CostInsightsException(
                        ErrorCode.INVALID_INPUT, "the workspace gives the same page of " + of + " again and again");
            }
        }
    }
}
