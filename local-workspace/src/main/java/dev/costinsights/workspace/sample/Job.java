package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.Workspace;
import java.util.List;
import java.util.Map;

/**
 * A job.
 *
 * @param renamed its name after the change in the middle of the window; null when nothing changes
 * @param cluster the all-purpose cluster that it runs on; null for other kinds
 * @param parent the job whose task starts every run of this one; null when it starts by itself
 * @param isAligned its slices follow the clock
 * @param tags its tags until the change
 * @param laterTags its tags from then on
 */
record Job(
        int index,
        Workspace workspace,
        String id,
        String name,
        String renamed,
        Kind kind,
        Identity identity,
        String runAs,
        double runsPerDay,
        AllPurposeCluster cluster,
        Job parent,
        boolean isAligned,
        List<String> taskKeys,
        Map<String, String> tags,
        Map<String, String> laterTags) {

    /** What its tasks run on. */
    enum Kind {
        SERVERLESS,
        JOB_CLUSTER,
        ALL_PURPOSE_CLUSTER,
        WAREHOUSE,
        /** Its task starts a pipeline. */
        PIPELINE,
        /** One-time runs on a new cluster, by jobs/runs/submit. */
        SUBMIT
    }

    /** How its runs say whose they are. */
    enum Identity {
        DAGSTER_TAGS,
        NEUTRAL_TAGS,
        /** {@code dagster_databricks_opaque_id:<id>} = true. */
        OLD_KEY_TAG,
        /** Two dialects with different opaque ids. */
        DISAGREEING_TAGS,
        JOB_PARAMETERS,
        RUN_NAME,
        TEAM_TAG_ONLY,
        NULL_TAGS
    }

    static final String FOR_EACH = "for_each_region";
    static final String START_CHILD = "start_child";

    /** What the orchestrator calls it. */
    String orchestratorJob() {
        return Names.ORCHESTRATOR_JOBS.get(index % Names.ORCHESTRATOR_JOBS.size());
    }

    boolean isSubmitted() {
        return kind == Kind.SUBMIT;
    }

    String name(long time, Window window) {
        return renamed != null && time >= changedAt(window) ? renamed : name;
    }

    Map<String, String> tags(long time, Window window) {
        return renamed != null && time >= changedAt(window) ? laterTags : tags;
    }

    /** When a renamed job gets its new name and tags: in the middle of an hour in the middle of the window. */
    static long changedAt(Window window) {
        return window.day(window.days() / 2) + 13 * Window.HOUR + 20 * Window.MINUTE;
    }
}
