package dev.costinsights.benchmarks.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures every variant at every work, each in processes of its own and in turn, and prints the table of medians. */
public final class WrapperCost {

    private WrapperCost() {}

    /** Argument: processes for each figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int processes = Integer.parseInt(args[0]);
        System.out.println("| wrapper | work | CPU ns (ratio) | over bare, ns | bytes | over bare, bytes |");
        System.out.println("|---|---|---|---|---|---|");
        for (Work work : Work.values()) {
            Map<Variant, double[]> medians = measure(work, processes);
            double[] bare = medians.get(Variant.BARE);
            medians.forEach((variant, figures) -> System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f (%.2f) | %+.1f | %.0f | %+.0f |%n",
                    variant.title,
                    work.title,
                    figures[0],
                    figures[0] / bare[0],
                    figures[0] - bare[0],
                    figures[1],
                    figures[1] - bare[1]));
        }
    }

    private static Map<Variant, double[]> measure(Work work, int processes) throws IOException, InterruptedException {
        Map<Variant, List<double[]>> figures = new EnumMap<>(Variant.class);
        for (int i = 0; i < processes; i++) {
            for (Variant variant : Variant.values()) {
                figures.computeIfAbsent(variant, key -> new ArrayList<>()).add(run(variant, work));
            }
        }
        Map<Variant, double[]> medians = new EnumMap<>(Variant.class);
        figures.forEach((variant, all) -> medians.put(variant, new double[] {median(all, 0), median(all, 1)}));
        return medians;
    }

    private static double median(List<double[]> all, int figure) {
        List<Double> sorted =
                new ArrayList<>(all.stream().map(one -> one[figure]).toList());
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static double[] run(Variant variant, Work work) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dp6spy.config.modulelist=",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneMeasurement.class.getName(),
                        variant.name(),
                        work.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(variant + " " + work + " failed; run " + OneMeasurement.class.getName() + " by hand");
        }
        String[] parts = printed.strip().split(" ", -1);
        return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
    }
}
