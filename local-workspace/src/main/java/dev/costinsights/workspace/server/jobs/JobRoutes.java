package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Limits;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The paths of the Jobs API. 2.1 and 2.2 are answered alike. */
public final class JobRoutes {
    private static final int LONGEST_TOKEN = 64;
    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final List<String> OVERRIDING = List.of(
            "jar_params",
            "notebook_params",
            "python_params",
            "python_named_params",
            "spark_submit_params",
            "sql_params",
            "dbt_commands",
            "pipeline_params");

    private final Agenda agenda;
    private final Jobs jobs;

    public JobRoutes(Agenda agenda, long seed, Rows rows, Truths truths, Outcomes outcomes, Neighbours neighbours) {
        this.agenda = agenda;
        this.jobs = new Jobs(agenda, seed, rows, truths, outcomes, neighbours);
    }

    public void addTo(Router router) {
        for (String version : List.of("2.2", "2.1")) {
            String path = "/api/" + version + "/jobs";
            router.post(path + "/create", this::create);
            router.post(path + "/update", this::update);
            router.post(path + "/reset", this::reset);
            router.post(path + "/delete", call -> {
                jobs.delete(call.json().requiredNumber("job_id"));
                return Reply.empty();
            });
            router.get(
                    path + "/get",
                    call -> Reply.json(
                            jobs.get(call.parameters().requiredNumber("job_id")).json(true)));
            router.get(path + "/list", this::list);
            router.post(path + "/run-now", this::runNow);
            router.post(path + "/runs/submit", this::submit);
            router.post(path + "/runs/repair", this::repair);
            router.get(path + "/runs/get", this::getRun);
            router.get(path + "/runs/list", this::listRuns);
            router.get(path + "/runs/get-output", this::output);
            router.post(path + "/runs/cancel", call -> {
                jobs.cancel(call.json().requiredNumber("run_id"));
                return Reply.empty();
            });
            router.post(path + "/runs/cancel-all", this::cancelAll);
            router.post(path + "/runs/delete", call -> {
                jobs.deleteRun(call.json().requiredNumber("run_id"));
                return Reply.empty();
            });
        }
    }

    private Reply create(Call call) {
        Fields settings = call.json();
        JobSettings.check(settings);
        return Reply.json(Json.object()
                .put("job_id", jobs.create(settings.node(), call.user()).id()));
    }

    private Reply update(Call call) {
        Fields body = call.json();
        Job job = jobs.get(body.requiredNumber("job_id"));
        ObjectNode merged =
                JobSettings.merged(job.settings(), body.object("new_settings").node(), body.texts("fields_to_remove"));
        JobSettings.check(new Fields(merged));
        jobs.change(job.id(), merged);
        return Reply.empty();
    }

    private Reply reset(Call call) {
        Fields body = call.json();
        Job job = jobs.get(body.requiredNumber("job_id"));
        if (!body.has("new_settings")) {
            throw ApiError.invalid("Missing required field: new_settings");
        }
        JobSettings.check(body.object("new_settings"));
        jobs.change(job.id(), body.object("new_settings").node());
        return Reply.empty();
    }

    private Reply list(Call call) {
        Fields query = call.parameters();
        String name = query.text("name", "");
        List<Job> wanted = jobs.all().stream()
                .filter(job -> name.isEmpty() || job.name().equalsIgnoreCase(name))
                .toList();
        Page<Job> page =
                Page.of(wanted, query.text("page_token", ""), query.number("limit", USUAL_PAGE, 1, LARGEST_PAGE));
        ObjectNode json = page.json("jobs", job -> job.json(query.flag("expand_tasks")));
        return Reply.json(paged(json, page));
    }

    private static ObjectNode paged(ObjectNode json, Page<?> page) {
        json.put("has_more", !page.next().isEmpty());
        if (!page.previous().isEmpty()) {
            json.put("prev_page_token", page.previous());
        }
        return json;
    }

    private Reply runNow(Call call) {
        Fields body = call.json();
        ObjectNode overriding = Json.object();
        OVERRIDING.stream()
                .filter(body::has)
                .forEach(name -> overriding.set(name, body.node().get(name)));
        Job job = jobs.get(body.requiredNumber("job_id"));
        Set<String> only = Set.copyOf(body.texts("only"));
        for (String key : only) {
            boolean there = new Fields(job.settings())
                    .objects("tasks").stream()
                            .anyMatch(task -> task.required("task_key").equals(key));
            if (!there) {
                throw ApiError.invalid("only: '" + key + "' is not a task of job " + job.id());
            }
        }
        Run run = jobs.runNow(job.id(), body.map("job_parameters"), overriding, only, token(body));
        return Reply.json(Json.object().put("run_id", run.id).put("number_in_job", run.numberInJob));
    }

    private Reply submit(Call call) {
        Fields body = call.json();
        JobSettings.tasks(body);
        if (body.objects("tasks").isEmpty()) {
            throw ApiError.invalid("Missing required field: tasks");
        }
        for (Fields task : body.objects("tasks")) {
            Limits.cluster("tasks.new_cluster", task.object("new_cluster"));
        }
        Run run = jobs.submit(body.node(), call.user(), token(body));
        return Reply.json(Json.object().put("run_id", run.id));
    }

    private static String token(Fields body) {
        String token = body.text("idempotency_token", "");
        if (token.length() > LONGEST_TOKEN) {
            throw ApiError.invalid(
                    "idempotency_token may have at most " + LONGEST_TOKEN + " characters, but has " + token.length());
        }
        return token;
    }

    private Reply repair(Call call) {
        Fields body = call.json();
        long id = jobs.repair(
                body.requiredNumber("run_id"),
                Set.copyOf(body.texts("rerun_tasks")),
                body.flag("rerun_all_failed_tasks"),
                body.flag("rerun_dependent_tasks"),
                body.number("latest_repair_id").orElse(0));
        return Reply.json(Json.object().put("repair_id", id));
    }

    private Reply getRun(Call call) {
        Fields query = call.parameters();
        long id = query.requiredNumber("run_id");
        synchronized (agenda) {
            Instant now = agenda.settle();
            Map.Entry<Run, TaskRun> task = jobs.task(id);
            if (task == null) {
                return Reply.json(jobs.getRun(id).json(now, query.text("page_token", "")));
            }
            return Reply.json(taskAlone(task.getKey(), task.getValue(), now));
        }
    }

    /** A task run asked for as if it were a run. */
    private static ObjectNode taskAlone(Run run, TaskRun task, Instant now) {
        ObjectNode json = run.json(now);
        json.setAll(task.json(now));
        json.put("run_name", task.key);
        if (task.spec.has("for_each_task")) {
            var iterations = json.putArray("iterations");
            run.tasks.stream()
                    .filter(other -> other.parentId == task.id)
                    .forEach(other -> iterations.add(other.json(now)));
        }
        return json;
    }

    private Reply listRuns(Call call) {
        Fields query = call.parameters();
        synchronized (agenda) {
            Instant now = agenda.settle();
            long job = query.number("job_id").orElse(0);
            long from = query.number("start_time_from").orElse(0);
            long to = query.number("start_time_to").orElse(Long.MAX_VALUE);
            String type = query.text("run_type", "");
            List<Run> wanted = jobs.allRuns().stream()
                    .filter(run -> job == 0 || run.origin.jobId() == job)
                    .filter(run -> type.isEmpty() || run.origin.type().equals(type))
                    .filter(run -> !query.flag("active_only") || !run.over(now))
                    .filter(run -> !query.flag("completed_only") || run.over(now))
                    .filter(run -> run.start.toEpochMilli() >= from && run.start.toEpochMilli() <= to)
                    .toList();
            Page<Run> page =
                    Page.of(wanted, query.text("page_token", ""), query.number("limit", USUAL_PAGE, 1, LARGEST_PAGE));
            ObjectNode json = page.json("runs", run -> query.flag("expand_tasks") ? run.json(now, "") : run.json(now));
            return Reply.json(paged(json, page));
        }
    }

    private Reply output(Call call) {
        long id = call.parameters().requiredNumber("run_id");
        synchronized (agenda) {
            Instant now = agenda.settle();
            Map.Entry<Run, TaskRun> found = jobs.task(id);
            if (found == null) {
                Run run = jobs.getRun(id);
                if (run.latest().size() != 1) {
                    throw ApiError.invalid("Retrieving the output of runs with multiple tasks is not supported; ask for"
                            + " the output of each task's run_id");
                }
                found = Map.entry(run, run.latest().values().iterator().next());
            }
            TaskRun task = found.getValue();
            ObjectNode json = Json.object();
            json.set("metadata", taskAlone(found.getKey(), task, now));
            if (task.over(now) && task.result.equals("FAILED")) {
                json.put("error", "the task failed, as it was told to");
            }
            if (task.childRunId != 0) {
                json.putObject("run_job_output").put("run_id", task.childRunId);
            }
            if (task.spec.has("notebook_task")) {
                json.putObject("notebook_output").put("truncated", false);
            }
            return Reply.json(json);
        }
    }

    private Reply cancelAll(Call call) {
        Fields body = call.json();
        if (!body.has("job_id") && !body.flag("all_queued_runs")) {
            throw ApiError.invalid("Missing required field: job_id");
        }
        jobs.cancelAll(body.number("job_id").orElse(0));
        return Reply.empty();
    }
}
