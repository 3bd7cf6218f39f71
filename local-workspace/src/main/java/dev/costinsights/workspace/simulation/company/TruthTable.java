package dev.costinsights.workspace.simulation.company;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Sku;
import dev.costinsights.workspace.simulation.Simulation;
import dev.costinsights.workspace.simulation.Truth;
import dev.costinsights.workspace.simulation.WarehouseSpec;
import dev.costinsights.workspace.simulation.jobs.BilledFor;
import dev.costinsights.workspace.simulation.jobs.JobCompany;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import dev.costinsights.workspace.tables.Column;
import dev.costinsights.workspace.tables.ColumnType.Scalar;
import dev.costinsights.workspace.tables.RowWriter;
import dev.costinsights.workspace.tables.SystemTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The truth as a table: a row for each usage record and each execution that consumed some of it, and one for what nobody
 * did. The quantities of a record's rows sum to what it is billed for in the end, exactly.
 */
public final class TruthTable {
    /**
     * {@code execution_type} is STATEMENT, COMMAND, JOB_TASK_RUN, JOB_RUN (what its compute took beside its tasks),
     * PIPELINE_UPDATE, PIPELINE_MAINTENANCE, or null for what was idle; {@code opaque_id} is of who asked, or null.
     */
    public static final SystemTable TABLE = new SystemTable(
            "truth",
            "consumption",
            List.of(
                    new Column("workspace_id", Scalar.STRING),
                    new Column("warehouse_id", Scalar.STRING),
                    new Column("cluster_id", Scalar.STRING),
                    new Column("job_run_id", Scalar.STRING),
                    new Column("pipeline_id", Scalar.STRING),
                    new Column("execution_type", Scalar.STRING),
                    new Column("execution_id", Scalar.STRING),
                    new Column("opaque_id", Scalar.STRING),
                    new Column("sku_name", Scalar.STRING),
                    new Column("usage_start_time", Scalar.TIMESTAMP),
                    new Column("usage_end_time", Scalar.TIMESTAMP),
                    new Column("usage_quantity", Scalar.DECIMAL)));

    private final RowWriter rows;

    TruthTable(RowWriter rows) {
        this.rows = rows;
    }

    void warehouses(Simulation simulation) {
        Map<String, Sku> skus =
                simulation.warehouses().stream().collect(Collectors.toMap(WarehouseSpec::id, WarehouseSpec::sku));
        Map<String, String> asked = new HashMap<>();
        simulation.statements().forEach(statement -> asked.put(statement.id(), statement.asked()));
        for (Truth truth : simulation.truth()) {
            Consumption.of(truth, skus.get(truth.warehouse()), asked::get).forEach(this::row);
        }
    }

    void jobs(JobCompany company) {
        Map<String, String> runs = new HashMap<>();
        Map<String, String> asked = new HashMap<>();
        company.updates().forEach(update -> asked.put(update.id(), update.asked()));
        company.runs().forEach(run -> {
            asked.put(run.id(), run.asked());
            run.attempts().forEach(attempt -> attempt.tasks().forEach(task -> runs.put(task.id(), run.id())));
        });
        for (UsageTruth usage : company.usage()) {
            BilledFor billedFor = usage.billedFor();
            if (billedFor.pipeline() != null) {
                boolean isUpdate = billedFor.update() != null;
                String id = isUpdate ? billedFor.update() : billedFor.maintenance();
                String type = isUpdate ? "PIPELINE_UPDATE" : "PIPELINE_MAINTENANCE";
                consumed(usage, null, type, id, asked.get(id), usage.microDbu());
                continue;
            }
            usage.consumed().forEach((id, micros) -> {
                String run = runs.get(id);
                consumed(usage, run, run == null ? "COMMAND" : "JOB_TASK_RUN", id, asked.get(run), micros);
            });
            String run = usage.run();
            consumed(usage, run, run == null ? null : "JOB_RUN", run, asked.get(run), usage.idle());
        }
    }

    private void consumed(UsageTruth usage, String run, String type, String id, String asked, long microDbu) {
        if (microDbu > 0) {
            BilledFor billedFor = usage.billedFor();
            String pipeline =
                    billedFor.pipeline() == null ? null : billedFor.pipeline().id();
            row(Consumption.of(usage, usage.sku().name(), run, pipeline, type, id, asked, microDbu));
        }
    }

    private void row(Consumption one) {
        rows.set("workspace_id", Company.WORKSPACES.get(0).id())
                .set("warehouse_id", one.warehouse())
                .set("cluster_id", one.cluster())
                .set("job_run_id", one.run())
                .set("pipeline_id", one.pipeline())
                .set("execution_type", one.type())
                .set("execution_id", one.execution())
                .set("opaque_id", one.asked())
                .set("sku_name", one.sku())
                .setTime("usage_start_time", one.start())
                .setTime("usage_end_time", one.end())
                .set("usage_quantity", one.quantity())
                .end();
    }
}
