package dev.costinsights.workspace.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.SimulatedClock;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.clusters.Clusters;
import dev.costinsights.workspace.server.clusters.Task;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Router;
import dev.costinsights.workspace.server.jobs.JobRoutes;
import dev.costinsights.workspace.server.jobs.Neighbours;
import dev.costinsights.workspace.server.jobs.Outcomes;
import dev.costinsights.workspace.server.objects.Basics;
import dev.costinsights.workspace.server.objects.Bundles;
import dev.costinsights.workspace.server.objects.Files;
import dev.costinsights.workspace.server.objects.Policies;
import dev.costinsights.workspace.server.pipelines.PipelineRoutes;
import dev.costinsights.workspace.server.pipelines.Pipelines;
import dev.costinsights.workspace.server.sql.Coming;
import dev.costinsights.workspace.server.sql.Database;
import dev.costinsights.workspace.server.statements.StatementListener;
import dev.costinsights.workspace.server.statements.StatementState;
import dev.costinsights.workspace.server.warehouses.Asked;
import dev.costinsights.workspace.server.warehouses.Efforts;
import dev.costinsights.workspace.server.warehouses.History;
import dev.costinsights.workspace.server.warehouses.Warehouses;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that clients can make and launch, joined: tasks start statements and updates, and all of it is billed. */
final class Company implements Neighbours, StatementListener {
    private static final String OPAQUE_ID = "dagster_snowflake_opaque_id";

    private final SimulatedClock clock;
    private final Agenda agenda;
    private final Rows rows;
    private final Warehouses warehouses;
    private final History history;
    private final Pipelines pipelines;
    private final Clusters clusters;
    private final JobRoutes jobs;
    private final Outcomes outcomes = new Outcomes();
    private final Truths truths = new Truths();
    private final Efforts efforts;
    private final String warehouseId;

    Company(Database database, Coming coming, Instant start, long seed, Supplier<String> authority) {
        this.clock = new SimulatedClock(start);
        this.agenda = new Agenda(clock);
        this.rows = new Rows(database::append, seed, agenda);
        arrive(coming);
        this.efforts = new Efforts(seed);
        this.warehouses = new Warehouses(agenda, rows, truths, seed, authority);
        this.history = new History(agenda, rows, warehouses, efforts);
        this.pipelines = new Pipelines(agenda, rows, truths, seed);
        this.clusters = new Clusters(agenda, rows, truths, seed);
        this.jobs = new JobRoutes(agenda, seed, rows, truths, outcomes, this);
        this.warehouseId = warehouses.create(Warehouses.starter(), Account.USER);
    }

    /** What the days before leave to come, the bill above all, comes as the clock goes on. */
    private void arrive(Coming coming) {
        coming.arrive(clock.instant()).ifPresent(next -> agenda.at(next, () -> arrive(coming)));
    }

    SimulatedClock clock() {
        return clock;
    }

    Agenda agenda() {
        return agenda;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    Efforts efforts() {
        return efforts;
    }

    Truths truths() {
        return truths;
    }

    Warehouses warehouses() {
        return warehouses;
    }

    String warehouseId() {
        return warehouseId;
    }

    void addTo(Router router) {
        Basics.addTo(router);
        warehouses.addTo(router);
        history.addTo(router);
        pipelines().addTo(router);
        clusters.addTo(router);
        jobs.addTo(router);
        new Policies(() -> rows.id("policy")).addTo(router);
        new Bundles(clock, () -> rows.id("deployment")).addTo(router);
        new Files(clock).addTo(router);
    }

    private PipelineRoutes pipelines() {
        return new PipelineRoutes(pipelines);
    }

    @Override
    public void submitted(Submission statement) {
        synchronized (agenda) {
            Asked asked = new Asked(
                    statement.id(),
                    statement.text(),
                    statement.warehouseId(),
                    statement.sessionId(),
                    statement.user(),
                    statement.queryTags(),
                    statement.queryTags().get(OPAQUE_ID),
                    statement.client(),
                    Json.object());
            history.begin(asked, agenda.settle(), (when, succeeded) -> {});
        }
    }

    @Override
    public void ended(String id, StatementState state, long producedRows, String error) {
        String status =
                switch (state) {
                    case FAILED -> "FAILED";
                    case CANCELED -> "CANCELED";
                    default -> "FINISHED";
                };
        history.end(id, status, producedRows, error);
    }

    @Override
    public Runnable statement(ObjectNode sqlTask, Instant start, Source source, Ended ended) {
        ObjectNode querySource = Json.object();
        querySource
                .putObject("job_info")
                .put("job_id", String.valueOf(source.jobId()))
                .put("job_run_id", String.valueOf(source.jobRunId()))
                .put("job_task_run_id", String.valueOf(source.taskRunId()));
        String query = sqlTask.path("query")
                .path("query_id")
                .asText(sqlTask.path("file").path("path").asText("task"));
        String id = rows.id("statement");
        Asked asked = new Asked(
                id,
                "SELECT * FROM results_of('" + query.replace("'", "''") + "')",
                sqlTask.path("warehouse_id").asText(),
                "",
                source.runAs(),
                Map.of(),
                source.asked(),
                "Databricks SQL Task",
                querySource);
        history.begin(asked, start, ended);
        return () -> history.cancel(id, agenda.now());
    }

    @Override
    public Runnable update(ObjectNode pipelineTask, Instant start, Source source, Ended ended) {
        return pipelines.startForTask(pipelineTask, start, source.jobId(), source.taskRunId(), source.runAs(), ended);
    }

    @Override
    public Runnable onCluster(String clusterId, Work work, Instant start, Source source, Ended ended) {
        Task task = new Task(String.valueOf(source.jobRunId()), source.asked());
        return clusters.run(
                clusterId,
                task,
                work,
                start,
                done -> ended.at(Instant.ofEpochMilli(done.ended()), !done.isCancelled()));
    }
}
