package dev.costinsights.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A host that serves and backfills when it is told to. One thread. */
final class ServingHost implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("\"url\":\"([^\"]+)\"");
    private static final Pattern STARTED = Pattern.compile("\"started_at\":\"([^\"]+)\"");
    private static final long POLL_MILLIS = 200;

    private final Process process;
    private final URI backfills;
    private final HttpClient client = HttpClient.newHttpClient();
    private String started = "";

    private ServingHost(Process process, URI backfills) {
        this.process = process;
        this.backfills = backfills;
    }

    /** @param process {@code serve}, just started */
    static ServingHost of(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        Matcher ready = URL.matcher(String.valueOf(lines.readLine()));
        if (!ready.find()) {
            throw new IllegalStateException("serve did not start");
        }
        return new ServingHost(process, URI.create(ready.group(1) + "/api/v1/backfills"));
    }

    /** Lets a backfill begin. */
    void backfill() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(backfills).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Waits until one more backfill than before is over. */
    void await() throws IOException, InterruptedException {
        while (true) {
            String state = send(HttpRequest.newBuilder(backfills));
            Matcher last = STARTED.matcher(state);
            if (last.find() && !last.group(1).equals(started)) {
                started = last.group(1);
                if (!state.contains("\"outcome\":\"DONE\"")) {
                    throw new IllegalStateException("a backfill ended badly: " + state);
                }
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** What the process took so far. */
    long cpuMillis() {
        return process.toHandle().info().totalCpuDuration().orElseThrow().toMillis();
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
