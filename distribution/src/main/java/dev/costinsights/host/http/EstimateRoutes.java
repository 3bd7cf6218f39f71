package dev.costinsights.host.http;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.estimate.BillsOfExecutions;
import dev.costinsights.host.estimate.Comparison;
import dev.costinsights.host.estimate.EstimateDatabase;
import dev.costinsights.host.estimate.KeptEstimate;
import dev.costinsights.host.estimate.KeptEstimates;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Says what an execution was estimated to cost, and what was billed for it. */
public final class EstimateRoutes {

    public static final String PATH = "/api/v1/estimates";

    private static final String TYPE = "execution_type";
    private static final String ID = "execution_id";

    private final KeptEstimates estimates;
    private final BillsOfExecutions bills;
    private final FailureLog failures = new FailureLog(LoggerFactory.getLogger(EstimateRoutes.class));

    private EstimateRoutes(EstimateDatabase database) {
        this.estimates = new KeptEstimates(database);
        this.bills = new BillsOfExecutions(database);
    }

    public static List<Route> of(EstimateDatabase database) {
        EstimateRoutes routes = new EstimateRoutes(database);
        return List.of(Route.get(PATH, Route.Access.TOKEN, routes::find));
    }

    private ApiResponse find(ApiRequest request) {
        Parameters parameters = new Parameters(request.query(), Set.of(TYPE, ID));
        ExecutionType type = type(required(parameters, TYPE));
        String id = required(parameters, ID);
        try {
            Comparison comparison = new Comparison(bills.of(id));
            List<Map<String, Object>> found = new ArrayList<>();
            for (KeptEstimate estimate : estimates.of(type, id)) {
                found.add(members(estimate, comparison));
            }
            return ApiResponse.json(200, Map.of("estimates", found));
        } catch (SQLException e) {
            failures.failed("estimates could not be read", e);
            throw new ProblemException(
                    Problem.unavailable("the estimates could not be read; ask again, and see the host's log"));
        }
    }

    private static String required(Parameters parameters, String name) {
        String value = parameters.text(name, "");
        if (value.isEmpty()) {
            throw new ProblemException(Problem.badRequest(
                    "the parameter " + name + " is missing; ask for " + PATH + "?" + TYPE + "=JOB_RUN&" + ID + "=42"));
        }
        return value;
    }

    private static ExecutionType type(String name) {
        for (ExecutionType type : ExecutionType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new ProblemException(Problem.badRequest("the parameter " + TYPE + " is '" + name + "'; it must be one of "
                + Arrays.toString(ExecutionType.values())));
    }

    private static Map<String, Object> members(KeptEstimate estimate, Comparison comparison) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(TYPE, estimate.type().name());
        members.put(ID, estimate.executionId());
        put(members, "workspace_id", estimate.workspaceId());
        put(members, "object_id", estimate.objectId());
        members.put("estimated_at", TimeSpan.instant(estimate.saidMicros()).toString());
        number(members, "quantity", estimate.quantity());
        number(members, "list_cost", estimate.cost());
        put(members, "currency", estimate.currency());
        put(members, "sku_name", estimate.skuName());
        members.put("inputs", estimate.inputs());
        members.put("missing", estimate.missing());
        comparison.bill(estimate).ifPresent(bill -> {
            number(members, "billed_quantity", Optional.of(bill.quantity()));
            number(members, "billed_list_cost", Optional.of(bill.listCost()));
        });
        number(members, "error", comparison.replaced(estimate).map(Comparison.Replaced::error));
        return members;
    }

    /** As text: a reader's floating point would change it. */
    private static void number(Map<String, Object> members, String name, Optional<BigDecimal> value) {
        value.ifPresent(number -> members.put(name, number.toPlainString()));
    }

    private static void put(Map<String, Object> members, String name, String value) {
        if (value != null && !value.isEmpty()) {
            members.put(name, value);
        }
    }
}
