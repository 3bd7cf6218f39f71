package dev.costinsights.host.accuracy;

import dev.costinsights.workspace.simulation.Simulation;
import dev.costinsights.workspace.simulation.StatementOutcome;
import dev.costinsights.workspace.simulation.Truth;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What each statement costs in DBU, by the truth and by what others publish. Floating point is good enough here: these are
 * measured, not billed.
 */
final class Methods {
    private static final double DBU_PER_WALL_HOUR = 0.15;
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final long HOUR = 3_600_000;

    private Methods() {}

    /** The capacity that each statement really occupied. */
    static Map<String, Double> truth(Simulation simulation) {
        Map<String, Double> costs = new HashMap<>();
        for (Truth truth : simulation.truth()) {
            double each = truth.quantity().doubleValue() / truth.capacity();
            truth.occupied().forEach((statement, micros) -> costs.merge(statement, micros * each, Double::sum));
        }
        return costs;
    }

    /** The Dagster extension's: wall hours times 0.15. */
    static Map<String, Double> wallHours(Simulation simulation) {
        Map<String, Double> costs = new HashMap<>();
        for (StatementOutcome statement : simulation.statements()) {
            double hours = (statement.finish() - statement.arrival()) / MILLIS_PER_HOUR;
            costs.put(statement.id(), hours * DBU_PER_WALL_HOUR);
        }
        return costs;
    }

    /** The share of a statement's duration in all durations of the report's window, of the warehouse's whole bill. */
    static Map<String, Double> windowShare(Simulation simulation) {
        Map<String, Double> bills = new HashMap<>();
        simulation
                .truth()
                .forEach(
                        truth -> bills.merge(truth.warehouse(), truth.quantity().doubleValue(), Double::sum));
        return shares(simulation, bills, StatementOutcome::warehouse, Methods::duration);
    }

    /** The share of a statement's task time in all task time of its start hour, of the hour's whole bill. */
    static Map<String, Double> hourShare(Simulation simulation) {
        Map<String, Double> bills = new HashMap<>();
        simulation
                .truth()
                .forEach(truth -> bills.merge(
                        truth.warehouse() + truth.hourStart(), truth.quantity().doubleValue(), Double::sum));
        return shares(
                simulation,
                bills,
                statement -> statement.warehouse() + statement.arrival() / HOUR * HOUR,
                StatementOutcome::taskMillis);
    }

    private static long duration(StatementOutcome statement) {
        return statement.finish() - statement.arrival();
    }

    private static Map<String, Double> shares(
            Simulation simulation,
            Map<String, Double> bills,
            Function<StatementOutcome, String> pool,
            ToLongFunction<StatementOutcome> weight) {
        Map<String, Long> weights = new HashMap<>();
        for (StatementOutcome statement : simulation.statements()) {
            weights.merge(pool.apply(statement), weight.applyAsLong(statement), Long::sum);
        }
        Map<String, Double> costs = new HashMap<>();
        for (StatementOutcome statement : simulation.statements()) {
            long all = weights.get(pool.apply(statement));
            double bill = bills.getOrDefault(pool.apply(statement), 0.0);
            costs.put(statement.id(), all == 0 ? 0 : bill * weight.applyAsLong(statement) / all);
        }
        return costs;
    }
}
