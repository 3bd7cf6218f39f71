package dev.costinsights.workspace.server.statements;

import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import dev.costinsights.workspace.server.sql.Commands;
import dev.costinsights.workspace.server.sql.Database;
import dev.costinsights.workspace.server.sql.Session;
import dev.costinsights.workspace.server.sql.SqlFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The paths of the Statement Execution API, as the SDK and the JDBC driver spell them. */
public final class StatementRoutes implements AutoCloseable {
    /** Links to rows; they need no token, like those to a cloud's storage. */
    public static final String LINKS = "/results";

    private static final String STATEMENTS = "/api/2.0/sql/statements";

    private final Sessions sessions = new Sessions();
    private final Ids ids;
    private final Statements statements;
    private final Consumer<String> warehouses;
    private final Supplier<String> host;

    /**
     * @param spools folder for large results
     * @param warehouses fails with an ApiError when there is no warehouse of that id
     * @param host the server's own address
     */
    public StatementRoutes(
            Database database,
            Path spools,
            Clock clock,
            Ids ids,
            StatementListener listener,
            Consumer<String> warehouses,
            Supplier<String> host) {
        this.ids = ids;
        this.statements = new Statements(database, spools, clock, ids, listener);
        this.warehouses = warehouses;
        this.host = host;
    }

    public void addTo(Router router) {
        router.post(
                "/api/2.0/sql/warehouses/{warehouse_id}/sessions", call -> open(call, call.variable("warehouse_id")));
        router.post("/api/2.0/sql/sessions", call -> open(call, call.json().required("warehouse_id")));
        router.on("DELETE", "/api/2.0/sql/sessions/{session_id}", this::close);
        router.post(STATEMENTS, this::execute);
        router.get(STATEMENTS + "/{id}", call -> reply(statements.get(call.variable("id"))));
        router.get(STATEMENTS + "/{id}/status", call -> reply(statements.get(call.variable("id"))));
        router.get(STATEMENTS + "/{id}/result/chunks/{index}", this::chunk);
        router.post(STATEMENTS + "/{id}/cancel", call -> {
            statements.get(call.variable("id")).cancel();
            return Reply.empty();
        });
        router.on("DELETE", STATEMENTS + "/{id}", call -> {
            statements.get(call.variable("id")).close();
            return Reply.empty();
        });
        router.get(
                LINKS + "/{id}/{index}",
                call -> StatementReply.external(statements.get(call.variable("id")), index(call)));
        router.post("/sql/1.0/warehouses/{id}", ThriftDoor::refuse);
        router.post("/sql/1.0/endpoints/{id}", ThriftDoor::refuse);
    }

    private Reply open(Call call, String warehouseId) {
        warehouses.accept(warehouseId);
        Fields body = call.json();
        Session session = new Session(
                ids.uuid(), call.user(), catalog(body.text("catalog", "")), schema(body.text("schema", "")));
        try {
            Commands.configure(session, body.map("session_confs"));
        } catch (SqlFailure e) {
            throw ApiError.invalid(e.getMessage());
        }
        sessions.add(session);
        return Reply.json(Json.object().put("session_id", session.id()));
    }

    private Reply close(Call call) {
        Session session = sessions.get(call.variable("session_id"));
        sessions.remove(session.id());
        statements.closeAllOf(session);
        return Reply.empty();
    }

    private Reply execute(Call call) {
        StatementRequest request = StatementRequest.of(call);
        warehouses.accept(request.warehouseId());
        Session session = request.sessionId().isEmpty()
                ? new Session("", call.user(), catalog(request.catalog()), schema(request.schema()))
                : sessions.get(request.sessionId());
        StatementRun run = statements.submit(request, session);
        boolean direct = request.direct()
                && run.state() == StatementState.SUCCEEDED
                && run.result().orElseThrow().chunks().size() <= 1;
        if (!direct) {
            return reply(run);
        }
        // The rows go with this answer, and the client will not come back for the statement.
        Reply reply = StatementReply.of(run, StatementState.CLOSED, host.get());
        return new Reply(
                reply.status(),
                reply.headers(),
                reply.length(),
                out -> {
                    reply.body().writeTo(out);
                    run.close();
                },
                reply.delivery());
    }

    private Reply reply(StatementRun run) {
        return StatementReply.of(run, run.state(), host.get());
    }

    private Reply chunk(Call call) {
        return StatementReply.chunk(statements.get(call.variable("id")), index(call), host.get());
    }

    private static int index(Call call) {
        try {
            return Integer.parseInt(call.variable("index"));
        } catch (NumberFormatException e) {
            throw ApiError.invalid("chunk_index must be an integer, but is " + call.variable("index"));
        }
    }

    private static String catalog(String name) {
        return Map.of("", "main", "spark_catalog", "main", "hive_metastore", "main")
                .getOrDefault(name, name);
    }

    private static String schema(String name) {
        return name.isEmpty() ? "default" : name;
    }

    @Override
    public void close() {
        statements.close();
    }
}
