package dev.costinsights.benchmarks;

import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it takes to bring a store up to date by one hour, beside what it takes to compute all of it again: a local workspace
 * with the 30 days until today is read through the driver as it was an hour before midnight, and again with the last hour;
 * then all days are computed again. Each in a process of its own, as a user runs it; prints CPU and wall time of each.
 *
 * <p>Arguments: the exploded distribution, a work folder, jobs (300 statements each), maximum heap of the host.
 */
public final class IncrementalHour {

    private static final int DAYS = 30;

    /** When what a row tells of was over. */
    private static final Map<String, String> TIMES = Map.of(
            "billing.usage", "usage_end_time",
            "query.history", "end_time",
            "lakeflow.job_run_timeline", "period_end_time",
            "lakeflow.job_task_run_timeline", "period_end_time",
            "lakeflow.pipeline_update_timeline", "period_end_time",
            "compute.warehouse_events", "event_time");

    private final Path distribution;
    private final Path home;
    private final String heap;
    private final LocalWorkspace workspace;

    /** Milliseconds of one process. */
    private record Figures(long cpu, long wall) {}

    private IncrementalHour(Path distribution, Path home, String heap, LocalWorkspace workspace) {
        this.distribution = distribution;
        this.home = home;
        this.heap = heap;
        this.workspace = workspace;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
        int jobs = Integer.parseInt(args[2]);
        LocalDate end = LocalDate.now(Clock.systemUTC());
        Instant midnight = end.atStartOfDay(ZoneOffset.UTC).toInstant();
        Path home = Files.createTempDirectory(work, "hour-");
        WorkspaceOptions options =
                WorkspaceOptions.usual().withDays(DAYS).withJobs(jobs).withEnd(midnight);
        try (LocalWorkspace workspace = LocalWorkspace.start(options)) {
            IncrementalHour hour = new IncrementalHour(Path.of(args[0]).toAbsolutePath(), home, args[3], workspace);
            System.out.printf(Locale.ROOT, "%d jobs in %d days, -Xmx%s%n", jobs, DAYS, args[3]);
            hour.measure(end.minusDays(DAYS), end, midnight.minus(Duration.ofHours(1)));
        }
    }

    private void measure(LocalDate start, LocalDate end, Instant before) throws IOException, InterruptedException {
        // All of the bill has come; what is shown of it is up to the filters below.
        workspace.clock().advance(Duration.ofDays(60));
        String[] backfill = {"backfill", "--start", start.toString(), "--end", end.toString()};
        TIMES.forEach((table, time) -> workspace.tables().only(table, time + " <= TIMESTAMPTZ '" + before + "'"));
        Figures first = run("backfill, all but the last hour", backfill);
        workspace.tables().clear();
        Figures hour = run("backfill, the last hour", backfill);
        run("backfill, nothing new", backfill);
        Figures rebuild = run("rebuild of the days", "rebuild");
        System.out.printf(
                Locale.ROOT,
                "the hour: %.1f %% of the rebuild's CPU, %.1f %% of reading and computing all%n",
                100.0 * hour.cpu() / rebuild.cpu(),
                100.0 * hour.cpu() / first.cpu());
    }

    private Figures run(String name, String... call) throws IOException, InterruptedException {
        Path report = home.resolve("figures");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcostinsights.installation=" + distribution,
                "-Dlogback.configurationFile=" + distribution + "/conf/logback.xml",
                "@" + distribution + "/conf/jvm.options",
                "-Xmx" + heap));
        if (call[0].equals("backfill")) {
            command.add("@" + distribution + "/conf/backfill.options");
        }
        command.addAll(List.of(
                "-cp",
                distribution + "/lib/*" + File.pathSeparator + System.getProperty("java.class.path"),
                Measured.class.getName(),
                report.toString(),
                "dev.costinsights.host.Main",
                "--no-progress"));
        command.addAll(List.of(call));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(home.resolve("out").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "COST_INSIGHTS_HOME", home.resolve("state").toString(),
                        "DATABRICKS_HOST", workspace.host(),
                        "DATABRICKS_TOKEN", workspace.token(),
                        "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", workspace.warehouseId()));
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    name + " ended with " + code + ":\n" + Files.readString(home.resolve("out")));
        }
        String[] figures = Files.readString(report).split(" ", -1);
        Figures measured = new Figures(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
        System.out.printf(
                Locale.ROOT, "%-34s CPU %6.1f s   wall %6.1f s%n", name, measured.cpu() / 1e3, measured.wall() / 1e3);
        return measured;
    }
}
