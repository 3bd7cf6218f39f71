package dev.costinsights.workspace.server.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.SimulatedClock;
import dev.costinsights.workspace.server.faults.Fault;
import dev.costinsights.workspace.server.faults.Faults;
import dev.costinsights.workspace.server.faults.TableFaults;
import dev.costinsights.workspace.server.faults.TableState;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import dev.costinsights.workspace.server.identity.Tokens;
import dev.costinsights.workspace.server.jobs.Outcomes;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Supplier;

/** {@code /api/simulation/1.0/...}, with the same token as everything else, spared by the faults. */
public final class ControlRoutes {
    private static final String PATH = Faults.SPARED + "1.0";

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final Faults faults;
    private final TableFaults tables;
    private final Tokens tokens;
    private final Outcomes outcomes;

    public ControlRoutes(
            SimulatedClock clock, Agenda agenda, Faults faults, TableFaults tables, Tokens tokens, Outcomes outcomes) {
        this.clock = clock;
        this.agenda = agenda;
        this.faults = faults;
        this.tables = tables;
        this.tokens = tokens;
        this.outcomes = outcomes;
    }

    public void addTo(Router router) {
        router.get(PATH + "/clock", call -> time());
        router.post(PATH + "/clock/advance", this::advance);
        router.post(PATH + "/clock/flow", this::flow);
        router.get(PATH + "/faults", call -> Reply.json(Json.object().put("struck", faults.struck())));
        router.post(PATH + "/faults", this::add);
        router.on("DELETE", PATH + "/faults", call -> {
            faults.clear();
            tables.clear();
            return Reply.empty();
        });
        router.post(PATH + "/tables/{table}", this::table);
        router.post(PATH + "/tokens", this::token);
        router.post(PATH + "/outcomes", call -> {
            Fields body = call.json();
            outcomes.fail(body.required("task_key"), body.number("times", 1, 1, 1_000_000));
            return Reply.empty();
        });
    }

    private Reply time() {
        ObjectNode json = Json.object().put("now", agenda.settle().toString()).put("speed", clock.speed());
        return Reply.json(json);
    }

    private Reply advance(Call call) {
        String by = call.json().required("by");
        try {
            clock.advance(Duration.parse(by));
        } catch (DateTimeParseException e) {
            throw ApiError.invalid("by must be a duration such as PT1H or P1D, but is " + by);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(e.getMessage());
        }
        return time();
    }

    private Reply flow(Call call) {
        String speed = call.json().required("speed");
        return checked(() -> {
            clock.flow(decimal("speed", speed));
            return time();
        });
    }

    private Reply add(Call call) {
        Fields body = call.json();
        return checked(() -> {
            body.number("seed").ifPresent(faults::seed);
            faults.add(Fault.of(kind(body))
                    .withMethod(body.text("method", "").toUpperCase(Locale.ROOT))
                    .withPath(body.text("path", "/api/.*"))
                    .withBody(body.text("body", ""))
                    .after(body.number("skip", 0, 0, Integer.MAX_VALUE))
                    .times(body.number("count", 0, 0, Integer.MAX_VALUE))
                    .withProbability(decimal("probability", body.text("probability", "1")))
                    .withStatus(body.number("status", 503, 400, 599))
                    .withRetryAfter(body.text("retry_after", ""))
                    .withBytesPerSecond(body.number("bytes_per_second", 1_000, 1, Integer.MAX_VALUE))
                    .withShare(decimal("share", body.text("share", "0.5"))));
            return Reply.empty();
        });
    }

    private static Fault.Kind kind(Fields body) {
        return Fault.Kind.valueOf(body.text("kind", "STATUS").toUpperCase(Locale.ROOT));
    }

    private Reply table(Call call) {
        Fields body = call.json();
        String table = call.variable("table");
        return checked(() -> {
            if (body.has("expression")) {
                tables.replaceColumn(table, body.required("column"), body.required("expression"));
            } else if (body.has("column")) {
                tables.withoutColumn(table, body.required("column"));
            } else {
                tables.set(table, TableState.valueOf(body.required("state").toUpperCase(Locale.ROOT)));
            }
            return Reply.empty();
        });
    }

    private Reply token(Call call) {
        Fields body = call.json();
        if (body.flag("expired")) {
            tokens.expire(body.required("token"));
        } else {
            tokens.grant(body.required("token"), body.required("user"));
        }
        return Reply.empty();
    }

    private static double decimal(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw ApiError.invalid(name + " must be a number, but is " + text);
        }
    }

    private static Reply checked(Supplier<Reply> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(e.getMessage());
        }
    }
}
