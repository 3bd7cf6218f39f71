package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Instant;

/** What tasks start outside the jobs: statements, pipeline updates, work on clusters that exist already. */
public interface Neighbours {
    /**
     * A SQL task's statement.
     *
     * @param source the task that sends it
     * @return cancels it
     */
    Runnable statement(ObjectNode sqlTask, Instant start, Source source, Ended ended);

    /** A pipeline task's update; returns what cancels it. */
    Runnable update(ObjectNode pipelineTask, Instant start, Source source, Ended ended);

    /** A task's work on a cluster that exists already, which starts when it is off; returns what cancels the work. */
    Runnable onCluster(String clusterId, Work work, Instant start, Source source, Ended ended);

    /**
     * Who starts it.
     *
     * @param asked the opaque id that the run's parameters or tags name; null for none
     */
    record Source(long jobId, long jobRunId, long taskRunId, String runAs, String asked) {}
}
