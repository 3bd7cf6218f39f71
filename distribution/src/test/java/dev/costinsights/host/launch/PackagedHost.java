package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packed distribution as a user runs it, with a home of its own and connected to one workspace. */
final class PackagedHost {
    private static final Path LAUNCHER = Path.of(System.getProperty("distribution"), "bin/cost-insights");
    private static final long TIMEOUT_SECONDS = 180;

    private final Path folder;
    private final Map<String, String> connection;
    private Process server;

    PackagedHost(Path folder, Map<String, String> connection) {
        this.folder = folder;
        this.connection = connection;
    }

    /** What a command ends with. */
    record Ended(int code, String out, String err) {}

    /** Runs a command that must succeed; what it says on stdout. */
    String run(String... args) throws IOException, InterruptedException {
        Ended ended = end(args);
        assertEquals(0, ended.code(), () -> Arrays.toString(args) + ": " + ended.err() + ended.out());
        return ended.out();
    }

    /** Runs a command. */
    Ended end(String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder(args)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), () -> Arrays.toString(args) + " goes on");
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts a command; nobody reads what it says. */
    Process start(String... args) throws IOException {
        return builder(args)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("start.err").toFile())
                .start();
    }

    /** Kills a command after a while; false when it was over before, which must be a success. */
    boolean isKilled(long millis, String... args) throws IOException, InterruptedException {
        Process process = start(args);
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            String said = Files.readString(folder.resolve("start.err"));
            assertEquals(0, process.exitValue(), () -> Arrays.toString(args) + ": " + said);
            return false;
        }
        process.destroyForcibly().waitFor();
        return true;
    }

    /** Starts {@code serve} on a free port; its address. */
    String serve(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("serve", "--port", "0"));
        args.addAll(List.of(options));
        server = builder(args.toArray(String[]::new))
                .redirectError(folder.resolve("serve.err").toFile())
                .start();
        BufferedReader lines = server.inputReader(StandardCharsets.UTF_8);
        String ready = lines.readLine();
        assertTrue(ready != null && ready.startsWith("{\"url\":\""), () -> "serve said " + ready);
        return ready.substring(8, ready.length() - 2);
    }

    private ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("COST_INSIGHTS_") || name.startsWith("DATABRICKS_"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("COST_INSIGHTS_HOME", folder.resolve("state").toString());
        builder.environment().put("COST_INSIGHTS_CACHE", System.getProperty("class.cache"));
        builder.environment().putAll(connection);
        return builder;
    }

    /** Asks {@code serve} to stop; whether it did in time. */
    boolean isStopped(long time, TimeUnit unit) throws InterruptedException {
        server.destroy();
        return server.waitFor(time, unit);
    }

    /** Stops what was started. */
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            server.waitFor();
        }
    }
}
