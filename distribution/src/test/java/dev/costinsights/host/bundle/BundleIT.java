package dev.costinsights.host.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.database.HostDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle commands as a user has them, with the packed plugin and a script in the place of the Databricks CLI. */
final class BundleIT {

    private static final Path LAUNCHER = Path.of(System.getProperty("distribution"), "bin/cost-insights");
    private static final String BUNDLE = """
            bundle:
              name: nightly  # the load
            targets:
              dev: {default: true}
              prod:
                mode: production
            """;
    private static final String TAGGED = BUNDLE + """
                presets:
                  tags:
                    dagster_job_name: "nightly" # cost-insights
                    dagster_run_id: "r1" # cost-insights
            """;

    @TempDir
    private Path work;

    private final Map<String, String> environment = new HashMap<>();
    private Path file;
    private String out;
    private String err;

    @BeforeEach
    void aBundle() throws IOException {
        file = Files.writeString(Files.createDirectories(work.resolve("bundle")).resolve("databricks.yml"), BUNDLE);
    }

    @Test
    void tag_writes_what_check_misses_and_dry_run_shows() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        String[] context = {"--target", "prod", "--job", "nightly", "--run", "r1"};

        assertEquals(3, run("tag", "--check", context));
        assertTrue(err.contains("target prod: dagster_run_id is missing"), err);
        assertEquals(0, run("tag", "--dry-run", context), () -> err);
        assertEquals("""
                --- databricks.yml
                +++ databricks.yml
                @@ -4,3 +4,7 @@
                   dev: {default: true}
                   prod:
                     mode: production
                +    presets:
                +      tags:
                +        dagster_job_name: "nightly" # cost-insights
                +        dagster_run_id: "r1" # cost-insights
                """, out);
        assertEquals(BUNDLE, Files.readString(file));

        assertEquals(0, run("tag", null, context), () -> err);
        assertEquals("", out);
        assertEquals(TAGGED, Files.readString(file));
        assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(0, run("tag", "--check", context), () -> err);
        assertEquals(0, run("tag", "--dry-run", context), () -> err);
        assertEquals("", out);
        assertEquals(3, run("tag", "--check", "--target", "prod", "--job", "nightly", "--run", "r2"));
        assertTrue(err.contains("dagster_run_id is 'r1' and not 'r2'"), err);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void the_environment_says_what_nobody_says() throws IOException, InterruptedException {
        assertEquals(2, run("tag", null));
        assertTrue(err.contains("nothing says what the bundle belongs to; give --job"), err);
        environment.put("AIRFLOW_CTX_DAG_ID", "sales");
        environment.put("AIRFLOW_CTX_DAG_RUN_ID", "manual__1");
        assertEquals(0, run("tag", null, "--dialect", "neutral"), () -> err);
        assertTrue(Files.readString(file).contains("cost_insights_run: \"manual__1\""), Files.readString(file));
    }

    @Test
    void a_broken_file_is_named_in_one_line_and_left() throws IOException, InterruptedException {
        Files.writeString(file, "bundle:\n  name: [x\ntargets:\n");
        assertEquals(2, run("tag", null, "--job", "nightly"));
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.startsWith("error: " + file + ":3:"), err);
        assertEquals("bundle:\n  name: [x\ntargets:\n", Files.readString(file));

        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});
        assertEquals(2, run("tag", null, "--job", "nightly"));
        assertTrue(err.contains(file + ":1:4: this is not UTF-8"), err);

        Files.delete(file);
        assertEquals(2, run("tag", null, "--job", "nightly"));
        assertTrue(err.contains("there is no databricks.yml in " + file.getParent()), err);
    }

    @Test
    void deploy_passes_context_exit_code_and_streams_and_leaves_the_file_alone()
            throws IOException, InterruptedException {
        Path cli = script("""
                echo "args: $@"
                echo "run: $COST_INSIGHTS_RUN $BUNDLE_VAR_dagster_run_id $BUNDLE_VAR_cost_insights_run"
                echo "target: $DATABRICKS_BUNDLE_TARGET in $PWD"
                grep dagster_ databricks.yml
                echo "no such warehouse" >&2
                exit 7
                """);

        assertEquals(
                7,
                run(
                        "deploy",
                        null,
                        "--target",
                        "prod",
                        "--job",
                        "nightly",
                        "--run",
                        "r1",
                        "--cli",
                        cli.toString(),
                        "--",
                        "--auto-approve",
                        "--var",
                        "a=b"));

        assertEquals(
                "args: bundle deploy --target prod --auto-approve --var a=b\nrun: r1 r1 r1\ntarget: prod in "
                        + file.getParent().toRealPath()
                        + "\n        dagster_job_name: \"nightly\" # cost-insights\n"
                        + "        dagster_run_id: \"r1\" # cost-insights\n",
                out);
        assertTrue(err.contains("no such warehouse\n"), err);
        assertEquals(BUNDLE, Files.readString(file));

        assertEquals(7, run("deploy", "--no-tags", "--job", "nightly", "--cli", cli.toString()));
        assertFalse(out.contains("dagster_job_name: "), out);
        assertEquals(
                7,
                run(
                        "deploy",
                        "--keep-tags",
                        "--target",
                        "prod",
                        "--job",
                        "nightly",
                        "--run",
                        "r1",
                        "--cli",
                        cli.toString()));
        assertEquals(TAGGED, Files.readString(file));
    }

    @Test
    void a_deployment_is_recorded_with_its_id_commit_and_context_where_executions_are() throws Exception {
        Path home = work.resolve("state");
        JdbcJournal journal = new JdbcJournal(HostDatabase.EXECUTIONS.open(Config.of(Map.of()), home));
        journal.keep(new EventBatch(0, 0, 0, List.of()));
        journal.close();
        git("init", "--quiet", "--initial-branch=main");
        git("-c", "user.name=me", "-c", "user.email=me@example.com", "commit", "--quiet", "--allow-empty", "-m", "x");
        Path cli = script("""
                mkdir -p .databricks/bundle/prod
                echo '{"version": 1, "seq": 4, "id": "0b2f"}' > .databricks/bundle/prod/deployment.json
                """);
        environment.put("DATABRICKS_HOST", "https://adb-101.7.azuredatabricks.net/");
        String[] nightly = {"--target", "prod", "--job", "nightly", "--run", "r1", "--cli", cli.toString()};

        assertEquals(0, run("deploy", null, nightly), () -> err);

        List<ExecutionEvent> events = new ArrayList<>();
        journal.read(Long.MAX_VALUE, events::add);
        journal.close();
        assertEquals(1, events.size());
        ExecutionEvent event = events.get(0);
        assertEquals(ExecutionType.BUNDLE_DEPLOYMENT, event.type());
        assertEquals("0b2f/4", event.id());
        assertEquals(ExecutionOutcome.SUCCEEDED, event.outcome());
        assertEquals("r1", event.context().run());
        assertEquals("adb-101.7.azuredatabricks.net", event.place().host());
        assertEquals("nightly", event.details().get("bundle"));
        assertEquals("prod", event.details().get("target"));
        assertEquals("main", event.details().get("git_branch"));
        assertTrue(event.details().get("git_commit").matches("[0-9a-f]{40}"), () -> "" + event.details());

        environment.put("COST_INSIGHTS_RECORDING_URL", "nowhere");
        assertEquals(2, run("deploy", null, nightly));
        assertTrue(err.contains("recording.url is 'nowhere'; it must be a host's address"), err);
        environment.put("COST_INSIGHTS_RECORDING_URL", "http://127.0.0.1:9");
        assertEquals(0, run("deploy", null, nightly), "it is deployed, whatever becomes of the recording");
        assertTrue(err.contains("the deployment is not recorded: "), err);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertEquals(
                0,
                new ProcessBuilder(command)
                        .directory(file.getParent().toFile())
                        .inheritIO()
                        .start()
                        .waitFor());
    }

    @Test
    void what_somebody_changes_while_the_cli_runs_stays() throws IOException, InterruptedException {
        Path cli = script("echo '# mine' >> databricks.yml");
        assertEquals(0, run("deploy", null, "--job", "nightly", "--cli", cli.toString()));
        assertTrue(Files.readString(file).endsWith("# mine\n"), Files.readString(file));
        assertTrue(err.contains("was changed meanwhile and keeps its tags"), err);
    }

    @Test
    void a_signal_puts_the_file_back() throws IOException, InterruptedException {
        Path cli = script("touch started; exec sleep 60");
        Process process = start("deploy", List.of("--job", "nightly", "--cli", cli.toString()));
        for (int i = 0; i < 300 && !Files.exists(file.resolveSibling("started")); i++) {
            Thread.sleep(100);
        }
        assertTrue(Files.readString(file).contains("dagster_job_name"));
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        children.forEach(ProcessHandle::destroy);
        assertEquals(BUNDLE, Files.readString(file));
    }

    @Test
    void a_missing_cli_is_said_with_the_way_to_get_it() throws IOException, InterruptedException {
        assertEquals(2, run("deploy", null, "--job", "nightly"));
        assertTrue(
                err.contains(
                        "the Databricks CLI is not on the PATH; name it with --cli FILE, or install it with: curl"),
                err);
        assertEquals(
                2,
                run(
                        "deploy",
                        null,
                        "--job",
                        "nightly",
                        "--cli",
                        work.resolve("none").toString()));
        assertTrue(err.contains("none is no file that can be run"), err);
        assertEquals(BUNDLE, Files.readString(file));
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(work.resolve("databricks"), "#!/bin/sh\n" + text);
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run(String command, String flag, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(flag == null ? List.of() : List.of(flag));
        all.addAll(List.of(arguments));
        Process process = start(command, all);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS));
        out = Files.readString(work.resolve("out.txt"));
        err = Files.readString(work.resolve("err.txt"));
        return process.exitValue();
    }

    private Process start(String command, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                LAUNCHER.toString(),
                "bundle",
                command,
                "--bundle",
                file.getParent().toString()));
        all.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(work.toFile())
                .redirectOutput(work.resolve("out.txt").toFile())
                .redirectError(work.resolve("err.txt").toFile());
        // The test's own surroundings may be a workflow with a context.
        builder.environment()
                .keySet()
                .removeIf(
                        name -> name.matches("(COST_INSIGHTS|DATABRICKS|GITHUB|DAGSTER|AIRFLOW|DBT|OTEL)_.*|BAGGAGE"));
        builder.environment().put("HOME", work.toString());
        builder.environment().put("COST_INSIGHTS_HOME", work.resolve("state").toString());
        builder.environment().put("COST_INSIGHTS_CACHE", System.getProperty("class.cache"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
