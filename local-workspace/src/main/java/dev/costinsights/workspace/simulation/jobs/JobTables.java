package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.PriceRows;
import dev.costinsights.workspace.simulation.Billing;
import dev.costinsights.workspace.simulation.jobs.SimulatedJob.Compute;
import dev.costinsights.workspace.tables.RowProducer;
import dev.costinsights.workspace.tables.SystemTables;
import dev.costinsights.workspace.tables.TableFile;
import dev.costinsights.workspace.tables.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What a company's job runs and pipelines would show in its system tables, and nothing of the truth. */
public final class JobTables {
    private JobTables() {}

    /**
     * By path, e.g. {@code billing/usage}. Query history has nothing of what people ran on shared clusters: it does not know
     * them.
     */
    public static Map<String, RowProducer> of(JobCompany company, Billing billing) {
        Map<String, RowProducer> tables = new LinkedHashMap<>();
        tables.put("billing/usage", rows -> new UsageRows(rows, company, billing).write());
        tables.put("lakeflow/jobs", rows -> new ObjectRows(rows).jobs(company));
        tables.put("lakeflow/job_tasks", rows -> new ObjectRows(rows).tasks(company));
        tables.put("lakeflow/job_run_timeline", rows -> company.runs().forEach(new TimelineRows(rows)::run));
        tables.put("lakeflow/job_task_run_timeline", rows -> company.runs().forEach(new TimelineRows(rows)::tasks));
        tables.put("lakeflow/pipelines", rows -> new PipelineRows(rows).pipelines(company));
        tables.put(
                "lakeflow/pipeline_update_timeline", rows -> company.updates().forEach(new PipelineRows(rows)::update));
        tables.put("compute/clusters", rows -> new ObjectRows(rows).clusters(company));
        tables.put("compute/node_types", rows -> new ObjectRows(rows).nodeTypes());
        tables.put("query/history", rows -> serverless(company, new HistoryRows(rows)));
        return tables;
    }

    /** Every row that the bill of runs, updates and clusters will have. */
    public static void bills(JobCompany company, Billing billing, Consumer<Billing.Row> bill) {
        UsageRows.bills(company, billing, (usage, row) -> bill.accept(row));
    }

    /** Writes all of them and the price list as files. */
    public static void write(JobCompany company, Billing billing, Path folder) throws IOException, SQLException {
        for (Map.Entry<String, RowProducer> table : of(company, billing).entrySet()) {
            write(folder, table.getKey(), table.getValue());
        }
        write(folder, "billing/list_prices", rows -> PriceRows.list(billing.prices(), rows));
    }

    /** Writes query history again, with people's commands as statements: as if somebody had recorded them. */
    public static void writeCommands(JobCompany company, Path folder) throws IOException, SQLException {
        write(folder, "query/history", rows -> {
            HistoryRows history = new HistoryRows(rows);
            company.commands().forEach(history::command);
            serverless(company, history);
        });
    }

    private static void serverless(JobCompany company, HistoryRows history) {
        for (RunOutcome run : company.runs()) {
            if (run.job().compute() == Compute.SERVERLESS) {
                history.serverless(run);
            }
        }
    }

    private static void write(Path folder, String table, RowProducer producer) throws IOException, SQLException {
        new TableFile(folder, SystemTables.table(table), TableFormat.JSONL).write(producer, written -> {});
    }
}
