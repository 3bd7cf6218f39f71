package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Sku;
import dev.costinsights.workspace.company.SkuKind;
import java.util.Map;

/**
 * A usage record and the truth of it, in millionths of a DBU. At every instant nodes that are up belong to what runs, in
 * proportion to the cores that each really gets then; with nothing running they are idle. No evidence that an attribution
 * could read takes part.
 *
 * @param cluster null on serverless compute
 * @param nodeType null on serverless compute
 * @param billedFor to which all belongs, the idle part too; nothing on a shared cluster
 * @param consumed by the id of the task run, command, update or maintenance
 */
public record UsageTruth(
        ClusterSpec cluster,
        NodeType nodeType,
        BilledFor billedFor,
        long start,
        long end,
        long microDbu,
        long idle,
        Map<String, Long> consumed) {

    /** The job's run, or null. */
    public String run() {
        return billedFor.run();
    }

    /** Under which it is billed. It does not tell what is serverless: pipelines have that of jobs. */
    public Sku sku() {
        SimulatedPipeline pipeline = billedFor.pipeline();
        SkuKind kind = isShared()
                ? SkuKind.ALL_PURPOSE
                : cluster == null
                        ? SkuKind.JOBS_SERVERLESS
                        : pipeline == null ? SkuKind.JOBS : SkuKind.valueOf("DLT_" + pipeline.edition());
        return kind.in(UsageRows.WORKSPACE);
    }

    /** Is it usage of a cluster that runs share with people? */
    public boolean isShared() {
        return billedFor.equals(BilledFor.NOTHING);
    }
}
