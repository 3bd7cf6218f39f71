package dev.costinsights.host.http;

import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.host.estimate.EstimateDatabase;
import dev.costinsights.host.run.LedgerAnswers;
import dev.costinsights.host.run.RunningBackfills;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that the host serves; {@code openapi.yaml} describes it, and a test holds the two together. */
public final class ApiRoutes {

    private ApiRoutes() {}

    /**
     * @param keeper of executions that are handed over; must bear calls of several threads
     * @param backfills empty where the host does none
     * @param unreadiness why the host cannot do its work now, or empty
     */
    public static List<Route> all(
            ExecutionKeeper keeper,
            EstimateDatabase estimates,
            LedgerAnswers answers,
            Optional<RunningBackfills> backfills,
            Supplier<Optional<String>> unreadiness,
            PrometheusMeterRegistry metrics) {
        List<Route> routes = new ArrayList<>(DashboardRoutes.all());
        routes.addAll(OperationRoutes.of(unreadiness, metrics));
        routes.addAll(ExecutionRoutes.of(keeper, metrics));
        routes.addAll(EstimateRoutes.of(estimates));
        routes.addAll(CostRoutes.of(answers, null));
        routes.addAll(BackfillRoutes.of(backfills));
        return List.copyOf(routes);
    }

    /** What can be served of a ledger in a folder: less, and nothing else. */
    public static List<Route> ofFolder(LedgerAnswers answers, Path folder, PrometheusMeterRegistry metrics) {
        List<Route> routes = new ArrayList<>(DashboardRoutes.all());
        routes.addAll(OperationRoutes.of(Optional::empty, metrics));
        routes.addAll(CostRoutes.of(answers, folder));
        routes.addAll(BackfillRoutes.of(Optional.empty()));
        return List.copyOf(routes);
    }
}
