package dev.costinsights.workspace.simulation.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pipeline of a simulated company.
 *
 * @param edition CORE, PRO or ADVANCED
 * @param cluster how the clusters of its updates are made; null on serverless compute
 * @param startedBy the job whose pipeline task starts its updates; null when it has a schedule of its own
 * @param updatesPerDay of its own schedule
 * @param versions how it was deployed, the first one first
 */
public record SimulatedPipeline(
        int index,
        String id,
        String name,
        String runAs,
        String edition,
        ClusterSpec cluster,
        SimulatedJob startedBy,
        int updatesPerDay,
        List<Version> versions,
        Shape shape) {

    /**
     * How it is from a time on.
     *
     * @param since milliseconds since 1970
     * @param asked the opaque id that its tags carry: whose updates these are; null when nobody's
     */
    public record Version(long since, String asked, String orchestratorJob) {
        Map<String, String> tags() {
            Map<String, String> tags = new TreeMap<>();
            if (asked != null) {
                tags.put("dagster_snowflake_opaque_id", asked);
                tags.put("dagster_job_name", orchestratorJob);
            }
            return tags;
        }
    }

    /**
     * What its updates have to do.
     *
     * @param seconds that a usual update computes for with all its cores
     * @param cores that a usual update can use at once
     * @param spread of the size of updates: the sigma of a log-normal
     * @param growth of their size in a day
     * @param whole how many times as much there is to do when everything is computed again
     */
    public record Shape(double seconds, int cores, double spread, double growth, double whole) {}

    public boolean isServerless() {
        return cluster == null;
    }

    Version asOf(long time) {
        Version valid = versions.get(0);
        for (Version version : versions) {
            valid = version.since() <= time ? version : valid;
        }
        return valid;
    }

    /** Clusters hand their tags on to the bill; serverless compute does not. */
    Map<String, String> billedTags(long time) {
        return isServerless() ? Map.of() : asOf(time).tags();
    }
}
