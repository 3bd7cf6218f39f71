package dev.costinsights.workspace.server;

import dev.costinsights.workspace.sample.ProgressListener;
import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleWriter;
import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.company.SimulatedCompany;
import dev.costinsights.workspace.simulation.company.TruthTable;
import dev.costinsights.workspace.tables.Column;
import dev.costinsights.workspace.tables.ColumnType.Scalar;
import dev.costinsights.workspace.tables.RowProducer;
import dev.costinsights.workspace.tables.SystemTable;
import dev.costinsights.workspace.tables.TableFile;
import dev.costinsights.workspace.tables.TableFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a workspace's system tables as files, without serving it: a simulated company's, among a sample of everything else
 * that an account is billed for and of all that is odd in such tables.
 */
public final class WorkspaceExport {
    private static final int MOST_ODD_STATEMENTS_PER_DAY = 200;
    private static final int ODD_STATEMENTS_PER_JOB = 10;

    private static final SystemTable ARRIVALS = new SystemTable(
            "arrivals",
            "usage",
            List.of(new Column("record_id", Scalar.STRING), new Column("arrives", Scalar.TIMESTAMP)));

    private final WorkspaceOptions options;
    private final Optional<SimulatedCompany> company;

    private WorkspaceExport(WorkspaceOptions options) {
        this.options = options;
        this.company = options.jobs() == 0 ? Optional.empty() : Optional.of(SimulatedCompany.of(plan(options)));
    }

    /**
     * Writes the tables and, in {@code truth/consumption.parquet}, what each of the company's executions really consumed: rows
     * of {@link TruthTable#TABLE}.
     *
     * @param folder receives {@code <schema>/<table>.parquet}
     */
    public static void write(WorkspaceOptions options, Path folder, ProgressListener progress)
            throws IOException, InterruptedException {
        WorkspaceExport export = new WorkspaceExport(options);
        export.tables(folder, progress);
        export.truth(folder);
    }

    /**
     * Writes the tables and nothing of the truth, and beside them when rows of the bill come that come after the last day.
     *
     * @return the files that say so: {@code record_id} and {@code arrives}
     */
    static List<Path> writeTables(WorkspaceOptions options, Path folder, ProgressListener progress)
            throws IOException, InterruptedException {
        WorkspaceExport export = new WorkspaceExport(options);
        export.tables(folder, progress);
        if (export.company.isEmpty()) {
            return List.of();
        }
        long end = options.end().toEpochMilli();
        TableFile arrivals = new TableFile(folder, ARRIVALS, TableFormat.PARQUET);
        write(arrivals, rows -> export.company.get().bills(bill -> {
            if (bill.ingested() > end) {
                rows.set("record_id", bill.recordId())
                        .setTime("arrives", bill.ingested())
                        .end();
            }
        }));
        return List.of(arrivals.path());
    }

    private static SimulationPlan plan(WorkspaceOptions options) {
        return new SimulationPlan(options.seed(), options.days(), options.jobs(), options.end(), Profile.MIXED);
    }

    private void tables(Path folder, ProgressListener progress) throws IOException, InterruptedException {
        long oddStatements = Math.min(MOST_ODD_STATEMENTS_PER_DAY, ODD_STATEMENTS_PER_JOB * options.jobs());
        SampleOptions sample = SampleOptions.builder(folder)
                .days(options.days())
                .end(options.end().atZone(ZoneOffset.UTC).toLocalDate())
                .seed(options.seed())
                .statements(oddStatements * options.days())
                .otherUsage(0)
                .accountPrices(true)
                .build();
        SampleWriter.write(sample, company.map(SimulatedCompany::tables).orElse(Map.of()), progress);
    }

    private void truth(Path folder) throws IOException {
        if (company.isPresent()) {
            write(
                    new TableFile(folder, TruthTable.TABLE, TableFormat.PARQUET),
                    company.get().truth());
        }
    }

    private static void write(TableFile file, RowProducer rows) throws IOException {
        try {
            file.write(rows, written -> {});
        } catch (SQLException e) {
            throw new IOException("writing " + file.path().getFileName() + " failed: " + e.getMessage(), e);
        }
    }
}
