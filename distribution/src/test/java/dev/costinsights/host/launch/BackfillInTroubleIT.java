package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import dev.costinsights.workspace.server.faults.Fault;
import dev.costinsights.workspace.server.faults.TableState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One clear sentence for each thing that keeps a backfill from working, the right exit code, and nothing lost. */
final class BackfillInTroubleIT {

    private static final String[] BACKFILL = {
        "backfill", "--no-progress", "--start", "2026-10-31", "--end", "2026-11-01"
    };

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(1).withJobs(10));

    @TempDir
    private Path folder;

    @AfterEach
    void heal() {
        WORKSPACE.workspace().faults().clear();
        WORKSPACE.workspace().tables().clear();
    }

    @Test
    void whoeverCannotBeReachedOrRefusesIsNamedWithTheSettingToCorrect() throws Exception {
        assertEnds(
                2,
                "there is no host https://nowhere.invalid; check DATABRICKS_HOST",
                "DATABRICKS_HOST",
                "https://nowhere.invalid");
        WORKSPACE.workspace().tokens().grant("old", "someone@example.com");
        WORKSPACE.workspace().tokens().expire("old");
        assertEnds(1, "does not accept the token (HTTP 401)", "DATABRICKS_TOKEN", "old");
        assertEnds(
                1,
                "there is no SQL warehouse 0123456789abcdef on " + WORKSPACE.host(),
                "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID",
                "0123456789abcdef");
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        other.createContext("/", exchange -> {
            byte[] page = "<html>a wiki</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(501, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            assertEnds(
                    2,
                    "answers, but not as a Databricks workspace does (HTTP 501)",
                    "DATABRICKS_HOST",
                    "http://127.0.0.1:" + other.getAddress().getPort());
        } finally {
            other.stop(0);
        }
    }

    @Test
    void withoutAnyGrantTheStatementsToRunAreNamed() throws Exception {
        for (String table : List.of("billing.usage", "billing.list_prices", "query.history", "lakeflow.jobs")) {
            WORKSPACE.workspace().tables().set(table, TableState.DENIED);
        }
        PackagedHost.Ended ended = host(folder, Map.of()).end(BACKFILL);
        assertEquals(1, ended.code());
        assertTrue(ended.err().contains("GRANT SELECT ON TABLE system.billing.usage TO"), ended.err());
    }

    @Test
    void aDeniedTableMakesTheRunPartialAndDoctorAndStatusNameIt() throws Exception {
        WORKSPACE.workspace().tables().set("query.history", TableState.DENIED);
        PackagedHost host = host(folder, Map.of());
        PackagedHost.Ended ended = host.end(BACKFILL);
        assertEquals(4, ended.code(), ended.err());
        assertTrue(ended.out().contains("no right to read system.query.history"), ended.out());
        PackagedHost.Ended status = host.end("status", "-o", "json");
        assertEquals(4, status.code());
        assertTrue(status.out().contains("system.query.history"), status.out());
    }

    @Test
    void aSecondHostOnOneStoreIsToldWhoTheFirstIs() throws Exception {
        WORKSPACE
                .workspace()
                .faults()
                .add(Fault.of(Fault.Kind.SLOW)
                        .withBody("billing.usage")
                        .after(3)
                        .withBytesPerSecond(20));
        PackagedHost host = host(folder, Map.of());
        Process first = host.start(BACKFILL);
        try {
            Path holder = folder.resolve("state/catalog.holder");
            for (int i = 0; i < 600 && !Files.exists(holder); i++) {
                Thread.sleep(100);
            }
            PackagedHost.Ended second = host.end(BACKFILL);
            assertEquals(1, second.code(), second.err());
            assertTrue(second.err().contains("is in use by process " + first.pid() + " on "), second.err());
            assertTrue(first.isAlive());
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void aStoreOfANewerVersionIsLeftAlone() throws Exception {
        Path state = Files.createDirectories(folder.resolve("state"));
        Files.writeString(state.resolve("store.version"), "99\n");
        PackagedHost.Ended ended = host(folder, Map.of()).end(BACKFILL);
        assertEquals(2, ended.code(), ended.err());
        assertTrue(ended.err().contains("the store is of version 99"), ended.err());
        try (var files = Files.list(state)) {
            assertEquals(List.of(state.resolve("store.version")), files.toList());
        }
    }

    @Test
    void aReadOnlyFolderIsNamed() throws Exception {
        try (Mount mount = new Mount(folder.resolve("disk"), "size=1m,ro")) {
            PackagedHost.Ended ended = host(
                            folder, Map.of("COST_INSIGHTS_HOME", mount.path().toString()))
                    .end(BACKFILL);
            assertEquals(1, ended.code(), ended.err());
            assertTrue(ended.err().contains("cannot write to the store in " + mount.path()), ended.err());
        }
    }

    @Test
    void aFullDiskEndsTheRunAndTheNextOneWithRoomIsWhole() throws Exception {
        try (Mount mount = new Mount(folder.resolve("disk"), "size=4m")) {
            PackagedHost host = host(folder, Map.of("COST_INSIGHTS_HOME", mount.path() + "/home"));
            PackagedHost.Ended full = host.end(BACKFILL);
            assertEquals(1, full.code(), full.err());
            assertEquals(1, full.err().lines().count(), full.err());
            assertTrue(full.err().startsWith("error: "), full.err());
            assertTrue(full.err().contains(mount.path().toString()), full.err());
            mount.again("size=64m");
            host.run(BACKFILL);
            host.run("verify", "--all");
        }
    }

    /** One setting is wrong: the exit code and the sentence, and no stack trace. */
    private void assertEnds(int code, String sentence, String setting, String value) throws Exception {
        PackagedHost.Ended ended = host(folder, Map.of(setting, value)).end(BACKFILL);
        assertEquals(code, ended.code(), ended.err());
        assertTrue(ended.err().startsWith("error: ") && ended.err().contains(sentence), ended.err());
        assertFalse(ended.err().contains("\tat "), ended.err());
    }

    private static PackagedHost host(Path home, Map<String, String> other) {
        Map<String, String> connection = new HashMap<>(Map.of(
                "DATABRICKS_HOST", WORKSPACE.host(),
                "DATABRICKS_TOKEN", WORKSPACE.token(),
                "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", WORKSPACE.warehouseId()));
        connection.putAll(other);
        return new PackagedHost(home, connection);
    }

    /** A small disk, where one can be mounted. */
    private record Mount(Path path) implements AutoCloseable {

        Mount(Path path, String options) throws IOException, InterruptedException {
            this(Files.createDirectories(path));
            assumeTrue(
                    call("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()) == 0,
                    "no disk can be mounted here");
        }

        void again(String options) throws IOException, InterruptedException {
            assertEquals(0, call("mount", "-o", "remount," + options, path.toString()));
        }

        private static int call(String... command) throws IOException, InterruptedException {
            try {
                return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                return -1;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                call("umount", path.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
