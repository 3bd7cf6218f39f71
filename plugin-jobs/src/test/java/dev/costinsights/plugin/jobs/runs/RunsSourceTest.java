package dev.costinsights.plugin.jobs.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.PatCredentialsProvider;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.testkit.RecordingHttp;
import dev.costinsights.testkit.RecordingHttp.Answer;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsSourceTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final TimeSpan WINDOW = TimeSpan.of(START, START.plus(Duration.ofDays(1)));
    private static final long MS = START.toEpochMilli();

    /** By the beginning of path and query; the first that fits. */
    private final Map<String, String> answers = new LinkedHashMap<>();

    private final RecordingHttp server = RecordingHttp.start(request -> {
        if (!request.method().equals("GET")) {
            return new Answer(500, "{}");
        }
        return answers.entrySet().stream()
                .filter(answer -> request.path().contains(answer.getKey()))
                .findFirst()
                .map(answer -> Answer.ok(answer.getValue()))
                .orElse(Answer.ok("{}"));
    });

    private final List<JobVersion> jobs = new ArrayList<>();
    private final List<JobRunSlice> runs = new ArrayList<>();
    private final List<TaskRunSlice> tasks = new ArrayList<>();
    private final List<SystemTable> readable = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_job_comes_with_its_tags_and_deployment() throws Exception {
        answers.put("page_token=p2", "{\"jobs\":[{\"job_id\":8,\"creator_user_name\":\"ann\"}]}");
        answers.put(
                "jobs/list?limit=100",
                "{\"jobs\":[{\"job_id\":7,\"created_time\":5,\"creator_user_name\":\"ann\","
                        + "\"settings\":{\"name\":\"load\",\"tags\":{\"team\":\"finance\"},\"run_as\":{\"user_name\":\"bob\"},"
                        + "\"deployment\":{\"kind\":\"BUNDLE\",\"metadata_file_path\":\"/x/.bundle/b/prod/state/metadata.json\"}}}"
                        + "],\"next_page_token\":\"p2\"}");

        collect();

        assertEquals(
                new JobVersion(
                        "",
                        "101",
                        "7",
                        "load",
                        "bob",
                        Map.of("team", "finance"),
                        "BUNDLE",
                        "/x/.bundle/b/prod/state/metadata.json",
                        5000,
                        TimeSpan.FOREVER),
                jobs.get(0));
        assertEquals("ann", jobs.get(1).runAs());
        assertEquals(
                Set.of(
                        SystemTable.LAKEFLOW_JOBS,
                        SystemTable.LAKEFLOW_JOB_RUN_TIMELINE,
                        SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE),
                Set.copyOf(readable));
    }

    @Test
    void a_run_that_somebody_else_launched_comes_with_tasks_and_parameters() throws Exception {
        answers.put(
                "start_time_from",
                "{\"runs\":["
                        + run(
                                42,
                                "\"run_type\":\"JOB_RUN\",\"run_name\":\"load\","
                                        + "\"trigger\":\"RUN_JOB_TASK\",\"trigger_info\":{\"run_id\":33},"
                                        + "\"job_parameters\":[{\"name\":\"dagster_run_id\",\"value\":\"r-1\"},{\"name\":\"d\",\"default\":\"x\"}],"
                                        + "\"tasks\":["
                                        + task(420, "a", "\"cluster_instance\":{\"cluster_id\":\"0101-1\"}") + ","
                                        + "{\"run_id\":421,\"task_key\":\"never\"}]")
                        + "]}");

        collect();

        assertEquals(
                new JobRunSlice(
                        "",
                        "101",
                        "7",
                        "42",
                        new TimeSpan(MS * 1000, (MS + 60_000) * 1000),
                        "JOB_RUN",
                        "load",
                        "SUCCEEDED",
                        Map.of("dagster_run_id", "r-1", "d", "x"),
                        "33",
                        null),
                runs.get(0));
        assertEquals(
                List.of(new TaskRunSlice(
                        "",
                        "101",
                        "7",
                        "420",
                        "42",
                        "42",
                        "a",
                        new TimeSpan(MS * 1000, (MS + 30_000) * 1000),
                        "FAILED",
                        0,
                        Set.of("0101-1"))),
                tasks);
    }

    @Test
    void a_statement_s_task_names_its_warehouse_and_others_their_cluster_if_any() throws Exception {
        answers.put(
                "start_time_from",
                "{\"runs\":["
                        + run(
                                42,
                                "\"tasks\":["
                                        + task(420, "sql", "\"sql_task\":{\"warehouse_id\":\"w1\"}") + ","
                                        + task(421, "shared", "\"existing_cluster_id\":\"0101-2\"") + ","
                                        + task(422, "none", "\"attempt_number\":0") + "]")
                        + "]}");

        collect();

        assertEquals(
                List.of(Set.of("w1"), Set.of("0101-2"), Set.of()),
                tasks.stream().map(TaskRunSlice::clusterIds).toList());
    }

    @Test
    void tasks_beyond_the_first_hundred_are_fetched() throws Exception {
        answers.put(
                "start_time_from",
                "{\"runs\":[" + run(42, "\"has_more\":true,\"tasks\":[" + tasks(0, 100) + "]") + "]}");
        answers.put(
                "runs/get?include_history=true&run_id=42",
                run(42, "\"next_page_token\":\"t2\",\"tasks\":[" + tasks(0, 100) + "]"));
        answers.put("page_token=t2", run(42, "\"next_page_token\":\"t3\",\"tasks\":[" + tasks(100, 200) + "]"));
        answers.put("page_token=t3", run(42, "\"tasks\":[" + tasks(200, 250) + "]"));

        collect();

        assertEquals(250, tasks.size());
        assertEquals(250, tasks.stream().map(TaskRunSlice::taskRunId).distinct().count());
    }

    @Test
    void iterations_of_a_loop_are_its_children() throws Exception {
        answers.put(
                "start_time_from",
                "{\"runs\":["
                        + run(
                                42,
                                "\"tasks\":["
                                        + task(
                                                420,
                                                "loop",
                                                "\"for_each_task\":{\"inputs\":\"[1,2]\",\"task\":{\"task_key\":\"step\"}}")
                                        + "]")
                        + "]}");
        answers.put(
                "run_id=420",
                run(
                        420,
                        "\"iterations\":[" + task(421, "step", "\"attempt_number\":0") + ","
                                + task(422, "step", "\"attempt_number\":0") + "]"));

        collect();

        assertEquals(
                List.of("420", "421", "422"),
                tasks.stream().map(TaskRunSlice::taskRunId).toList());
        assertEquals(
                List.of("42", "420", "420"),
                tasks.stream().map(TaskRunSlice::parentRunId).toList());
        assertTrue(tasks.stream().allMatch(task -> task.jobRunId().equals("42")));
    }

    @Test
    void attempts_that_a_repair_replaced_cost_money_too() throws Exception {
        answers.put(
                "start_time_from",
                "{\"runs\":[" + run(42, "\"tasks\":[" + task(421, "a", "\"attempt_number\":1") + "]") + "]}");
        // The longer id first, for the shorter is part of it.
        answers.put("run_id=420", run(420, "\"tasks\":[" + task(420, "a", "\"attempt_number\":0") + "]"));
        answers.put(
                "run_id=42",
                run(
                        42,
                        "\"tasks\":[" + task(421, "a", "\"attempt_number\":1") + "],"
                                + "\"repair_history\":[{\"id\":1,\"task_run_ids\":[420]},{\"id\":2,\"task_run_ids\":[421]}]"));

        collect();

        assertEquals(
                Set.of("420", "421"),
                tasks.stream().map(TaskRunSlice::taskRunId).collect(Collectors.toSet()));
        assertTrue(tasks.stream().allMatch(task -> task.jobRunId().equals("42")));
    }

    @Test
    void a_run_that_runs_ends_now_and_old_ones_that_still_run_are_found() throws Exception {
        answers.put(
                "active_only=true",
                "{\"runs\":[{\"run_id\":5,\"job_id\":7,\"start_time\":" + (MS - 1000L * 86_400_000)
                        + ",\"state\":{\"life_cycle_state\":\"RUNNING\"}}]}");

        collect();

        assertEquals(WINDOW.endMicros(), runs.get(0).span().endMicros());
        assertNull(runs.get(0).resultState());
    }

    @Test
    void a_workspace_that_refuses_is_said_so() {
        server.answer(request -> new Answer(403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"not yours\"}"));

        CostInsightsException e = assertThrows(CostInsightsException.class, this::collect);

        assertEquals(ErrorCode.PERMISSION, e.code());
        assertEquals("the jobs of the workspace cannot be read: not yours", e.getMessage());
        assertEquals(List.of(), readable);
    }

    @Test
    void a_page_that_comes_again_and_again_ends_the_reading() {
        answers.put("jobs/list", "{\"jobs\":[],\"next_page_token\":\"p\"}");

        assertEquals(
                ErrorCode.INVALID_INPUT,
                assertThrows(CostInsightsException.class, this::collect).code());
    }

    @Test
    void an_interrupt_ends_it_while_the_workspace_thinks() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        server.answer(request -> {
            asked.countDown();
            try {
                over.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.ok("{}");
        });
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            caller.interrupt();
        });
        interrupter.start();

        assertThrows(InterruptedException.class, this::collect);

        over.countDown();
        interrupter.join();
    }

    private void collect() throws InterruptedException {
        Clock clock = Clock.fixed(START.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        RunsSettings settings = new RunsSettings(server.url(), null, "101", Duration.ofDays(7), 1000);
        new RunsSource(settings, clock, this::client).collect(new CollectionRequest(WINDOW), sink());
    }

    private WorkspaceClient client() {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(server.url())
                .setToken("secret")
                .setAuthType("pat")
                .setCredentialsProvider(new PatCredentialsProvider()));
    }

    private FactSink sink() {
        return (FactSink) Proxy.newProxyInstance(
                FactSink.class.getClassLoader(), new Class<?>[] {FactSink.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "job" -> jobs.add((JobVersion) arguments[0]);
                        case "jobRun" -> runs.add((JobRunSlice) arguments[0]);
                        case "taskRun" -> tasks.add((TaskRunSlice) arguments[0]);
                        case "readable" -> readable.add((SystemTable) arguments[0]);
                        default -> throw new AssertionError(method);
                    }
                    return null;
                });
    }

    private static String run(long id, String more) {
        return "{\"run_id\":" + id + ",\"job_id\":7,\"start_time\":" + MS + ",\"end_time\":" + (MS + 60_000)
                + ",\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"SUCCESS\"}," + more + "}";
    }

    private static String task(long id, String key, String more) {
        return "{\"run_id\":" + id + ",\"task_key\":\"" + key + "\",\"start_time\":" + MS + ",\"end_time\":"
                + (MS + 30_000) + ",\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"FAILED\"}," + more
                + "}";
    }

    private static String tasks(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> task(1000 + i, "t" + i, "\"attempt_number\":0"))
                .collect(Collectors.joining(","));
    }
}
