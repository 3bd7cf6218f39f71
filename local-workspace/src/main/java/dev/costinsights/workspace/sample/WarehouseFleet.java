package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.WarehouseSize;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.sample.Warehouse.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Builds the warehouses: of 100, the busiest has 14 % of the statements, the last less than 1 %. */
final class WarehouseFleet {
    private static final double SKEW = 0.85;
    /** Below this number there is no room for odd ones beside the ordinary ones. */
    private static final int FEWEST_WITH_ODD_ONES = 5;

    private static final List<WarehouseSize> SIZES = List.of(
            WarehouseSize.XXS,
            WarehouseSize.XXS,
            WarehouseSize.XXS,
            WarehouseSize.XS,
            WarehouseSize.XS,
            WarehouseSize.XS,
            WarehouseSize.S,
            WarehouseSize.S,
            WarehouseSize.S,
            WarehouseSize.M);

    private WarehouseFleet() {}

    static List<Warehouse> build(SampleOptions options) {
        int n = options.warehouses();
        double[] upTo = new double[n + 1];
        for (int i = 0; i < n; i++) {
            upTo[i + 1] = upTo[i] + StrictMath.pow(i + 1, -SKEW);
        }
        boolean hasOddOnes = n >= FEWEST_WITH_ODD_ONES;
        List<Warehouse> fleet = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            long statements =
                    share(options.statements(), upTo[i + 1], upTo[n]) - share(options.statements(), upTo[i], upTo[n]);
            boolean neverStops = hasOddOnes && i == n - 1;
            boolean hasEvents = !(hasOddOnes && i == n - 2);
            // Two warehouses of two workspaces that have the same id and nothing else in common.
            String id = hasOddOnes && i == 2
                    ? fleet.get(1).id()
                    : Rng.of(options.seed(), "warehouse-id", i).hex(16);
            fleet.add(warehouse(options.seed(), i, id, statements, neverStops, hasEvents));
        }
        return List.copyOf(fleet);
    }

    private static long share(long statements, double upTo, double all) {
        return Math.round(statements * (upTo / all));
    }

    private static Warehouse warehouse(
            long seed, int index, String id, long statements, boolean neverStops, boolean hasEvents) {
        Rng rng = Rng.of(seed, "warehouse", index);
        Profile profile = Profile.values()[index < 3 ? index : rng.below(3)];
        Workspace workspace = Company.WORKSPACES.get(index < 4 ? index : rng.below(10) % 4);
        WarehouseSize size = index == 0 ? WarehouseSize.M : index == 7 ? WarehouseSize.L : rng.pick(SIZES);
        boolean isServerless = rng.chance(0.8);
        int maxClusters = neverStops ? 1 : index < 5 ? 6 : rng.between(1, 4);
        String team = rng.pick(Company.TEAMS);
        String owner = rng.chance(0.6) ? rng.pick(Company.PEOPLE) : rng.pick(Company.SERVICE_PRINCIPALS);
        int autoStop = neverStops ? 0 : isServerless ? rng.pick(List.of(5, 10, 10, 15)) : rng.pick(List.of(20, 45));
        return new Warehouse(
                index,
                workspace,
                id,
                name(index, profile, team),
                neverStops ? WarehouseSize.XXS : size,
                isServerless,
                1,
                maxClusters,
                autoStop,
                owner,
                tags(rng, profile, team),
                profile,
                statements,
                hasEvents);
    }

    private static String name(int index, Profile profile, String team) {
        return switch (index) {
            case 3 -> "=cmd|' /C calc'!A0";
            case 4 -> "finance 🚀 \u0007 tab\there";
            default -> profile.name().toLowerCase(Locale.ROOT) + '-' + team + '-' + index;
        };
    }

    private static Map<String, String> tags(Rng rng, Profile profile, String team) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("team", team);
        if (rng.chance(0.5)) {
            tags.put("env", rng.chance(0.8) ? "prod" : "dev");
        }
        if (profile == Profile.ETL && rng.chance(0.3)) {
            tags.put("cost_center", "cc-" + rng.between(100, 140));
        }
        return tags;
    }
}
