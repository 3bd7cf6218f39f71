package dev.costinsights.host.accuracy;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.Config;
import dev.costinsights.plugin.systemtables.SystemTablesPlugin;
import dev.costinsights.workspace.simulation.Billing;
import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.Simulation;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.StatementOutcome;
import dev.costinsights.workspace.simulation.WarehouseTables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far the costs of statements and runs are from the truth of a simulated company: ours beside what others publish.
 */
final class Accuracy {
    static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

    private Accuracy() {}

    /**
     * Weighted absolute percentage errors of one method: the sum of what each is off, as a part of the true sum.
     *
     * @param statements of each statement
     * @param runs of each run of an orchestrated job
     * @param divided of each statement, after all were made to sum up to the truth: of the division alone
     */
    record Score(double statements, double runs, double divided) {}

    /** By method, ours first. */
    static Map<String, Score> of(Profile profile, long seed, int days, int jobs, Path folder)
            throws IOException, SQLException, InterruptedException {
        SimulationPlan plan = new SimulationPlan(seed, days, jobs, END, profile);
        Simulation simulation = Simulation.of(plan);
        WarehouseTables.write(simulation, Billing.of(plan), folder);
        Map<String, Double> truth = Methods.truth(simulation);
        Map<String, String> runs = simulation.statements().stream()
                .filter(statement -> statement.run() != null)
                .collect(Collectors.toMap(StatementOutcome::id, StatementOutcome::run));
        Map<String, Map<String, Double>> methods = new LinkedHashMap<>();
        methods.put("Cost Insights", ours(folder, days));
        methods.put("hour share of task time", Methods.hourShare(simulation));
        methods.put("window share of duration", Methods.windowShare(simulation));
        methods.put("wall hours × 0.15", Methods.wallHours(simulation));
        Map<String, Score> scores = new LinkedHashMap<>();
        methods.forEach((name, costs) -> scores.put(
                name,
                new Score(
                        error(truth, costs),
                        error(byRun(truth, runs), byRun(costs, runs)),
                        error(truth, scaled(costs, sum(truth) / sum(costs))))));
        return scores;
    }

    static Map<String, Double> ours(Path folder, int days) throws InterruptedException {
        Map<String, Double> costs = new HashMap<>();
        attribute(folder, days, row -> {
            if (row.executionType() == ExecutionType.STATEMENT) {
                double dbu = row.quantity().toDecimal(Charge.QUANTITY_SCALE).doubleValue();
                costs.merge(row.executionId(), dbu, Double::sum);
            }
        });
        return costs;
    }

    /** Lets the engine attribute what is written in a folder. */
    static void attribute(Path folder, int days, LedgerSink ledger) throws InterruptedException {
        TimeSpan window = TimeSpan.of(END.minus(Duration.ofDays(days)), END);
        try (CostInsights insights = CostInsights.builder()
                .install(new SystemTablesPlugin())
                .config(Config.of(Map.of("systemtables.from", folder.toString())))
                .build()) {
            insights.attribute(AttributionOptions.builder(window).build(), ledger);
        }
    }

    /** Weighted absolute percentage error, what was given to others included. */
    static double error(Map<String, Double> truth, Map<String, Double> costs) {
        double off = 0;
        for (Map.Entry<String, Double> one : truth.entrySet()) {
            off += Math.abs(costs.getOrDefault(one.getKey(), 0.0) - one.getValue());
        }
        for (Map.Entry<String, Double> one : costs.entrySet()) {
            off += truth.containsKey(one.getKey()) ? 0 : Math.abs(one.getValue());
        }
        return off / sum(truth);
    }

    private static Map<String, Double> byRun(Map<String, Double> costs, Map<String, String> runs) {
        Map<String, Double> sums = new HashMap<>();
        costs.forEach((statement, cost) -> {
            if (runs.containsKey(statement)) {
                sums.merge(runs.get(statement), cost, Double::sum);
            }
        });
        return sums;
    }

    static Map<String, Double> scaled(Map<String, Double> costs, double factor) {
        Map<String, Double> scaled = new HashMap<>();
        costs.forEach((statement, cost) -> scaled.put(statement, cost * factor));
        return scaled;
    }

    static double sum(Map<String, Double> costs) {
        return costs.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Rows of a markdown table. */
    static String markdown(Profile profile, Map<String, Score> scores) {
        StringBuilder rows = new StringBuilder();
        scores.forEach((method, score) -> rows.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.1f %% | %.1f %% | %.1f %% |%n",
                profile,
                method,
                100 * score.statements(),
                100 * score.runs(),
                100 * score.divided())));
        return rows.toString();
    }
}
