package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.simulation.jobs.SimulatedJob.Compute;
import dev.costinsights.workspace.tables.RowProducer;
import dev.costinsights.workspace.tables.SystemTables;
import dev.costinsights.workspace.tables.TableFile;
import dev.costinsights.workspace.tables.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Writes what a company's job runs would show in its system tables, and nothing of the truth. */
public final class JobTables {
    private final JobCompany company;
    private final Path folder;

    private JobTables(JobCompany company, Path folder) {
        this.company = company;
        this.folder = folder;
    }

    /** Query history has nothing of what people ran on shared clusters: it does not know them. */
    public static void write(JobCompany company, Path folder) throws IOException, SQLException {
        JobTables tables = new JobTables(company, folder);
        tables.write("billing/usage", rows -> new UsageRows(rows, company).write());
        tables.write("billing/list_prices", UsageRows::prices);
        tables.write("lakeflow/jobs", rows -> new ObjectRows(rows).jobs(company));
        tables.write("lakeflow/job_tasks", rows -> new ObjectRows(rows).tasks(company));
        tables.write("lakeflow/job_run_timeline", rows -> tables.eachRun(new TimelineRows(rows)::run));
        tables.write("lakeflow/job_task_run_timeline", rows -> tables.eachRun(new TimelineRows(rows)::tasks));
        tables.write("compute/clusters", rows -> new ObjectRows(rows).clusters(company));
        tables.write("compute/node_types", rows -> new ObjectRows(rows).nodeTypes());
        tables.write("query/history", rows -> tables.serverless(new HistoryRows(rows)));
    }

    /** Writes query history again, with people's commands as statements: as if somebody had recorded them. */
    public static void writeCommands(JobCompany company, Path folder) throws IOException, SQLException {
        JobTables tables = new JobTables(company, folder);
        tables.write("query/history", rows -> {
            HistoryRows history = new HistoryRows(rows);
            company.commands().forEach(history::command);
            tables.serverless(history);
        });
    }

    private void serverless(HistoryRows history) {
        for (RunOutcome run : company.runs()) {
            if (run.job().compute() == Compute.SERVERLESS) {
                history.serverless(run);
            }
        }
    }

    private void eachRun(Consumer<RunOutcome> visitor) {
        company.runs().forEach(visitor);
    }

    private void write(String table, RowProducer producer) throws IOException, SQLException {
        new TableFile(folder, SystemTables.table(table), TableFormat.JSONL).write(producer, written -> {});
    }
}
