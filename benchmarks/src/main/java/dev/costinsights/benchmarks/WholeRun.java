package dev.costinsights.benchmarks;

import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Attributes a sample from Parquet to Parquet in a process of its own, beside the baseline on the same files in turn, and
 * prints CPU, wall time and memory of both with their ratio: the median of the runs.
 *
 * <p>Arguments: the exploded distribution, a work folder, statements, other usage records, runs, maximum heap (as for
 * {@code -Xmx}). The sample is written once into the work folder and found there by later calls.
 */
public final class WholeRun {

    private static final int WAREHOUSES = 100;
    private static final String WINDOW_START = "2026-10-02";
    private static final String WINDOW_END = "2026-11-01";

    /** Milliseconds and bytes of one process. */
    private record Figures(long cpu, long wall, long peak, long heap) {}

    private WholeRun() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path distribution = Path.of(args[0]).toAbsolutePath();
        Path work = Path.of(args[1]).toAbsolutePath();
        long statements = Long.parseLong(args[2]);
        long otherUsage = Long.parseLong(args[3]);
        int runs = Integer.parseInt(args[4]);
        String heap = args[5];
        Path sample = work.resolve("sample-" + statements + "-" + otherUsage);
        if (!Files.isDirectory(sample)) {
            writeSample(sample, statements, otherUsage);
        }
        List<Figures> ours = new ArrayList<>();
        List<Figures> baseline = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            baseline.add(run(
                    work,
                    System.getProperty("java.class.path"),
                    "1g",
                    List.of(HourShareSql.class.getName(), sample.toString(), work + "/baseline/shares.parquet")));
            delete(work.resolve("ledger"));
            ours.add(run(
                    work,
                    distribution + "/lib/*" + File.pathSeparator + System.getProperty("java.class.path"),
                    heap,
                    List.of(
                            "dev.costinsights.host.Main",
                            "attribute",
                            "--from",
                            sample.toString(),
                            "--start",
                            WINDOW_START,
                            "--end",
                            WINDOW_END,
                            "--out",
                            work + "/ledger",
                            "--no-progress"),
                    "-Dcostinsights.installation=" + distribution,
                    "-Dlogback.configurationFile=" + distribution + "/conf/logback.xml",
                    "@" + distribution + "/conf/jvm.options"));
        }
        System.out.printf(
                Locale.ROOT,
                "%d statements, %d warehouses, %d other usage records, %d runs, -Xmx%s%n",
                statements,
                WAREHOUSES,
                otherUsage,
                runs,
                heap);
        print("cost-insights attribute", ours);
        print("baseline (hour share in DuckDB SQL)", baseline);
        System.out.printf(
                Locale.ROOT,
                "ratio: CPU %.2f, wall %.2f%n",
                (double) median(ours, Comparator.comparingLong(Figures::cpu)).cpu()
                        / median(baseline, Comparator.comparingLong(Figures::cpu))
                                .cpu(),
                (double) median(ours, Comparator.comparingLong(Figures::wall)).wall()
                        / median(baseline, Comparator.comparingLong(Figures::wall))
                                .wall());
    }

    private static void writeSample(Path sample, long statements, long otherUsage)
            throws IOException, InterruptedException {
        Path unfinished = sample.resolveSibling(sample.getFileName() + ".unfinished");
        delete(unfinished);
        SampleWriter.write(
                SampleOptions.builder(unfinished)
                        .statements(statements)
                        .warehouses(WAREHOUSES)
                        .otherUsage(otherUsage)
                        .build(),
                (table, done, total) -> {});
        Files.move(unfinished, sample);
    }

    private static Figures run(Path work, String classPath, String heap, List<String> main, String... options)
            throws IOException, InterruptedException {
        Path report = Files.createTempFile(work, "figures", ".txt");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Arrays.asList(options));
        command.add("-Xmx" + heap);
        command.addAll(List.of("-cp", classPath, Measured.class.getName(), report.toString()));
        command.addAll(main);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(main.get(0) + " ended with " + process.exitValue());
        }
        String[] figures = Files.readString(report).split(" ", -1);
        Files.delete(report);
        return new Figures(
                Long.parseLong(figures[0]),
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]),
                Long.parseLong(figures[3]));
    }

    private static Figures median(List<Figures> runs, Comparator<Figures> by) {
        return runs.stream().sorted(by).toList().get(runs.size() / 2);
    }

    private static void print(String name, List<Figures> runs) {
        Figures cpu = median(runs, Comparator.comparingLong(Figures::cpu));
        Figures wall = median(runs, Comparator.comparingLong(Figures::wall));
        System.out.printf(
                Locale.ROOT,
                "%-38s CPU %6.1f s   wall %6.1f s   peak memory %5d MiB   peak heap %5d MiB%n",
                name,
                cpu.cpu() / 1e3,
                wall.wall() / 1e3,
                cpu.peak() >> 20,
                cpu.heap() >> 20);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
