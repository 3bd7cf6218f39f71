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
 * with the 30 days until today is read through the driver as it was before noon of the last day, then with one hour more, each
 * in a process of its own as a user runs it; then, hour by hour, by one host that serves. In the end all days are computed
 * again. Prints CPU and wall time of each.
 *
 * <p>Arguments: the exploded distribution, a work folder, jobs (300 statements each), maximum heap of the host.
 */
public final class IncrementalHour {

    private static final int DAYS = 30;

    /** That arrive one after the other: an afternoon and an evening, so that a day is on average three quarters full. */
    private static final int HOURS = 13;

    private static final String MAIN = "dev.costinsights.host.Main";

    /** When what a row tells of was over, or came to be. */
    private static final Map<String, String> TIMES = Map.of(
            "compute.clusters", "change_time",
            "lakeflow.jobs", "change_time",
            "lakeflow.pipelines", "change_time",
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
            hour.measure(end.minusDays(DAYS), end, midnight);
        }
    }

    private void measure(LocalDate start, LocalDate end, Instant midnight) throws IOException, InterruptedException {
        // All of the bill has come; what is shown of it is up to the filters below.
        workspace.clock().advance(Duration.ofDays(60));
        String[] backfill = {"backfill", "--start", start.toString(), "--end", end.toString()};
        arrived(midnight.minus(Duration.ofHours(HOURS)));
        Figures first = run("backfill, all but the last hours", backfill);
        arrived(midnight.minus(Duration.ofHours(HOURS - 1)));
        Figures hour = run("backfill, an hour more", backfill);
        run("backfill, nothing new", backfill);
        List<Figures> served = serve(midnight);
        Figures rebuild = run("rebuild of the days", "rebuild");
        System.out.printf(
                Locale.ROOT,
                "the hour: %.1f %% of the rebuild's CPU, %.1f %% of reading and computing all; of a host that serves,"
                        + " %.1f %% of the rebuild's on average, %.1f %% at most%n",
                100.0 * hour.cpu() / rebuild.cpu(),
                100.0 * hour.cpu() / first.cpu(),
                100.0 * served.stream().mapToLong(Figures::cpu).average().orElseThrow() / rebuild.cpu(),
                100.0 * served.stream().mapToLong(Figures::cpu).max().orElseThrow() / rebuild.cpu());
    }

    /** Each hour that is left, then nothing new, in one host that serves; what the hours after its first took. */
    private List<Figures> serve(Instant midnight) throws IOException, InterruptedException {
        arrived(midnight.minus(Duration.ofHours(HOURS - 2)));
        ProcessBuilder builder = host(List.of(MAIN, "serve", "--port", "0"));
        builder.environment()
                .putAll(Map.of(
                        "COST_INSIGHTS_BACKFILL_EVERY", "1d", "COST_INSIGHTS_BACKFILL_DAYS", String.valueOf(DAYS + 1)));
        try (ServingHost serving = ServingHost.of(builder.start())) {
            serving.await();
            long cpu = serving.cpuMillis();
            System.out.printf(Locale.ROOT, "%-34s CPU %6.1f s%n", "serve, start and an hour more", cpu / 1e3);
            List<Figures> hours = new ArrayList<>();
            for (int left = HOURS - 3; left >= 0; left--) {
                arrived(midnight.minus(Duration.ofHours(left)));
                hours.add(next("serve, an hour more", serving));
            }
            next("serve, nothing new", serving);
            return hours;
        }
    }

    private static Figures next(String name, ServingHost serving) throws IOException, InterruptedException {
        long cpu = serving.cpuMillis();
        long before = System.nanoTime();
        serving.backfill();
        serving.await();
        Figures figures = new Figures(serving.cpuMillis() - cpu, (System.nanoTime() - before) / 1_000_000);
        print(name, figures);
        return figures;
    }

    /** What was over by then is in the tables. */
    private void arrived(Instant then) {
        String moment = "TIMESTAMPTZ '" + then + '\'';
        TIMES.forEach((table, time) -> {
            String arrived = table.equals("billing.usage") ? " AND ingestion_date < " + moment : "";
            workspace.tables().only(table, time + " <= " + moment + arrived);
        });
    }

    private Figures run(String name, String... call) throws IOException, InterruptedException {
        Path report = home.resolve("figures");
        List<String> main =
                new ArrayList<>(List.of(Measured.class.getName(), report.toString(), MAIN, "--no-progress"));
        main.addAll(List.of(call));
        ProcessBuilder builder = host(main).redirectOutput(home.resolve("out").toFile());
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    name + " ended with " + code + ":\n" + Files.readString(home.resolve("out")));
        }
        String[] figures = Files.readString(report).split(" ", -1);
        Figures measured = new Figures(Long.parseLong(figures[0]), Long.parseLong(figures[1]));
        print(name, measured);
        return measured;
    }

    /** Java with the options of the distribution, and this class path beside the host's. */
    private ProcessBuilder host(List<String> main) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcostinsights.installation=" + distribution,
                "-Dlogback.configurationFile=" + distribution + "/conf/logback.xml",
                "@" + distribution + "/conf/jvm.options",
                "-Xmx" + heap));
        if (main.contains("backfill")) {
            command.add("@" + distribution + "/conf/backfill.options");
        }
        command.addAll(
                List.of("-cp", distribution + "/lib/*" + File.pathSeparator + System.getProperty("java.class.path")));
        command.addAll(main);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "COST_INSIGHTS_HOME", home.resolve("state").toString(),
                        "DATABRICKS_HOST", workspace.host(),
                        "DATABRICKS_TOKEN", workspace.token(),
                        "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", workspace.warehouseId()));
        return builder;
    }

    private static void print(String name, Figures figures) {
        System.out.printf(
                Locale.ROOT, "%-34s CPU %6.1f s   wall %6.1f s%n", name, figures.cpu() / 1e3, figures.wall() / 1e3);
    }
}
