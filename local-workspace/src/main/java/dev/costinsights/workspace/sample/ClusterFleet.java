package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the all-purpose clusters. */
final class ClusterFleet {
    private static final double ROWS_PER_DAY = 16 * 1.3;

    private ClusterFleet() {}

    static List<AllPurposeCluster> build(long seed, Meter meter, Window window) {
        int n = (int) Math.max(2, Math.round(meter.rows(ProductLine.ALL_PURPOSE) / (ROWS_PER_DAY * window.days())));
        List<AllPurposeCluster> clusters = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            Rng rng = Rng.of(seed, "cluster", i);
            String team = rng.pick(Company.TEAMS);
            clusters.add(new AllPurposeCluster(
                    i,
                    Company.WORKSPACES.get(i % 4),
                    clusterId(rng),
                    i == 1 ? "\u202Eshared\nanalysts 🧪" : team + "-shared-" + i,
                    i % 3 == 1 ? "API" : "UI",
                    rng.pick(Company.PEOPLE),
                    Map.of("team", team),
                    i % 2 == 0 || i % 4 == 3,
                    i % 3 == 0));
        }
        return List.copyOf(clusters);
    }

    /** E.g. {@code 1003-121545-a1b2c3d4}. */
    static String clusterId(Rng rng) {
        return "10" + (10 + rng.below(18)) + '-' + (100_000 + rng.below(900_000)) + '-' + rng.hex(8);
    }
}
