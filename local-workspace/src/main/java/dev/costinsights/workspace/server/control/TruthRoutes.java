package dev.costinsights.workspace.server.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.faults.Faults;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import dev.costinsights.workspace.server.warehouses.Efforts;
import dev.costinsights.workspace.simulation.company.Consumption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** {@code /api/simulation/1.0/...}: how long statements take, and what everything that was launched really consumed. */
public final class TruthRoutes {
    private static final String PATH = Faults.SPARED + "1.0";
    private static final int LARGEST_PAGE = 10_000;

    private final Agenda agenda;
    private final Efforts efforts;
    private final Truths truths;

    public TruthRoutes(Agenda agenda, Efforts efforts, Truths truths) {
        this.agenda = agenda;
        this.efforts = efforts;
        this.truths = truths;
    }

    public void addTo(Router router) {
        router.post(PATH + "/statements", this::take);
        router.get(PATH + "/truth", this::truth);
    }

    private Reply take(Call call) {
        Fields body = call.json();
        try {
            efforts.take(body.required("words"), Duration.parse(body.required("take")));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw ApiError.invalid("take must be a duration such as PT5M: " + e.getMessage());
        }
        return Reply.empty();
    }

    private Reply truth(Call call) {
        agenda.settle();
        Fields query = call.parameters();
        Page<Consumption> page = Page.of(
                truths.all(), query.text("page_token", ""), query.number("page_size", LARGEST_PAGE, 1, LARGEST_PAGE));
        return Reply.json(page.json("consumption", TruthRoutes::json));
    }

    private static ObjectNode json(Consumption one) {
        return Json.object()
                .put("workspace_id", Account.WORKSPACE_ID)
                .put("warehouse_id", one.warehouse())
                .put("cluster_id", one.cluster())
                .put("job_run_id", one.run())
                .put("pipeline_id", one.pipeline())
                .put("execution_type", one.type())
                .put("execution_id", one.execution())
                .put("opaque_id", one.asked())
                .put("sku_name", one.sku())
                .put("usage_start_time", Instant.ofEpochMilli(one.start()).toString())
                .put("usage_end_time", Instant.ofEpochMilli(one.end()).toString())
                .put("usage_quantity", one.quantity().toPlainString());
    }
}
