package dev.costinsights.host.http;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.costs.CostFilter;
import dev.costinsights.host.costs.CostQuery;
import dev.costinsights.host.costs.DaysChoice;
import dev.costinsights.host.costs.Dimension;
import dev.costinsights.host.costs.Explanation;
import dev.costinsights.host.costs.Step;
import dev.costinsights.host.costs.Versus;
import dev.costinsights.host.run.LedgerAnswers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Says what things cost and why, from the days of the ledger that the host keeps or from a ledger in a folder. */
public final class CostRoutes {

    public static final String COSTS = "/api/v1/costs";
    public static final String EXPLANATIONS = "/api/v1/explanations";

    private static final int USUAL_DAYS = 30;
    private static final int USUAL_LINES = 50;

    private static final Set<String> OF_COSTS =
            Set.of("by", "filter", "step", "vs", "price", "sort", "top", "start", "end", "last");
    private static final Set<String> OF_EXPLANATIONS = Set.of("id", "top", "start", "end", "last");

    /** Each answer may take a gigabyte of memory. */
    private final Semaphore seats = new Semaphore(2, true);

    private final LedgerAnswers answers;
    private final Path folder;

    private CostRoutes(LedgerAnswers answers, Path folder) {
        this.answers = answers;
        this.folder = folder;
    }

    /** @param folder of a ledger, or null for the store */
    public static List<Route> of(LedgerAnswers answers, Path folder) {
        CostRoutes routes = new CostRoutes(answers, folder);
        return List.of(
                Route.get(COSTS, Route.Access.TOKEN, routes::costs),
                Route.get(EXPLANATIONS, Route.Access.TOKEN, routes::explain));
    }

    private ApiResponse costs(ApiRequest request) {
        return answer(() -> {
            Parameters parameters = new Parameters(request.query(), OF_COSTS);
            List<Dimension> by = Arrays.stream(
                            parameters.text("by", "orchestrator_job").split(",", -1))
                    .map(name -> Dimension.of(name, "the parameter by"))
                    .toList();
            List<CostFilter> filters = CostFilter.parse(parameters.text("filter", ""), "the parameter filter");
            Step step = parameters.choice("step", Step.class, null);
            Versus versus = parameters.choice("vs", Versus.class, null);
            CostQuery.PriceBasis price =
                    parameters.choice("price", CostQuery.PriceBasis.class, CostQuery.PriceBasis.LIST);
            CostQuery.Order order = parameters.choice("sort", CostQuery.Order.class, CostQuery.Order.COST);
            int top = parameters.number("top", USUAL_LINES, CostQuery.MOST_LINES);
            DaysChoice days = parameters.days(USUAL_DAYS);
            return CostJson.costs(answers.costs(
                    folder, days, span -> new CostQuery(span, by, step, versus, filters, price, order, top)));
        });
    }

    private ApiResponse explain(ApiRequest request) {
        return answer(() -> {
            Parameters parameters = new Parameters(request.query(), OF_EXPLANATIONS);
            String id = parameters.text("id", "");
            if (id.isEmpty()) {
                throw new ProblemException(Problem.badRequest("the parameter id is missing; ask for " + EXPLANATIONS
                        + "?id= and the id of a usage record, an execution or a run"));
            }
            int top = parameters.number("top", USUAL_LINES, CostQuery.MOST_LINES);
            LedgerAnswers.Answer<Explanation> answer = answers.explain(folder, parameters.days(0), id, top);
            if (answer.value().column().isEmpty()) {
                throw new ProblemException(new Problem(
                        404,
                        "not_found",
                        "The ledger says nothing of it",
                        "there is no row of '" + id + "', " + answer.days()
                                + "; give the id of a usage record, an execution or a run, or other days"));
            }
            return CostJson.explanation(answer);
        });
    }

    private ApiResponse answer(Supplier<Map<String, Object>> question) {
        answers.require(folder);
        try {
            seats.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.unavailable("the host stops"));
        }
        try {
            return ApiResponse.json(200, question.get());
        } catch (CostInsightsException e) {
            if (e.code() == ErrorCode.CONFIGURATION) {
                throw new ProblemException(Problem.badRequest(e.getMessage()));
            }
            throw e;
        } finally {
            seats.release();
        }
    }
}
