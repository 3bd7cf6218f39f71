package dev.costinsights.workspace.simulation.jobs;

import java.util.Map;

/**
 * A usage record and the truth of it, in millionths of a DBU. At every instant nodes that are up belong to what runs, in
 * proportion to the cores that each really gets then; with nothing running they are idle. No evidence that an attribution
 * could read takes part.
 *
 * @param cluster null on serverless compute
 * @param nodeType null on serverless compute
 * @param run of a job, to which all belongs, the idle part too; null on a shared cluster
 * @param consumed by the id of the task run or command
 */
public record UsageTruth(
        ClusterSpec cluster,
        NodeType nodeType,
        SimulatedJob job,
        String run,
        long start,
        long end,
        long microDbu,
        long idle,
        Map<String, Long> consumed) {}
