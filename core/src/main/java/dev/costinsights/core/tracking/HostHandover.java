package dev.costinsights.core.tracking;

import dev.costinsights.core.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events over to a host, {@code POST /api/v1/executions}. What the host has taken once it takes again without harm,
 * so a batch of which nobody knows whether it arrived is sent again.
 *
 * <p>An answer that says "later" (408, 425, 429, 5xx) or none at all is tried again, a few times, each time later and at
 * random; then the batch comes again from the recorder. A batch that the host refuses for its content (another 4xx) is
 * halved until the event at fault is found; that one is left out, counted and explained.
 */
public final class HostHandover implements ExecutionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(HostHandover.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 4;
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 5_000;

    private final URI address;
    private final String token;
    private final String recorder = UUID.randomUUID().toString();
    private final HttpClient client;
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param host where the host listens, e.g. {@code http://127.0.0.1:8080}
     * @param token sent as a bearer token, or null for none
     * @throws IllegalArgumentException when a user, a query or a fragment is in it: a URL never holds a secret
     */
    public HostHandover(URI host, String token) {
        if (host.getRawUserInfo() != null || host.getRawQuery() != null || host.getRawFragment() != null) {
            throw noAddress(host.toString());
        }
        String base = host.toString();
        this.address =
                URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api/v1/executions");
        // Of a file, with its line break, most often; a header would be refused with the token in the message.
        this.token = token == null ? null : token.strip();
        // Work that the client would give to a pool is done where it comes up; there shall be no more threads.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(Runnable::run)
                .build();
    }

    /**
     * To the host at an address.
     *
     * @throws IllegalArgumentException when it is none, with what it must look like
     */
    public static HostHandover to(String url, String token) {
        try {
            URI address = URI.create(url.strip());
            boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (isHttp && address.getHost() != null) {
                return new HostHandover(address, token);
            }
        } catch (IllegalArgumentException e) {
            // Not as the cause: it repeats the whole address.
            throw noAddress(url);
        }
        throw noAddress(url);
    }

    /** Without what may be a secret in it, whatever the address looks like. */
    private static IllegalArgumentException noAddress(String url) {
        int at = url.lastIndexOf('@');
        int slashes = url.indexOf("//");
        int user = slashes < 0 || slashes > at ? 0 : slashes + 2;
        String shown = at < 0 ? url : url.substring(0, user) + "***" + url.substring(at);
        shown = shown.replaceFirst("(?s)[?#].*", "?***");
        return new IllegalArgumentException("'" + shown
                + "'; it must be a host's address such as http://127.0.0.1:8080, without user, password or query");
    }

    /** Events that the host refused for their content. */
    public long refused() {
        return refused.get();
    }

    @Override
    public void keep(EventBatch batch) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(EventJson.write(recorder, batch).getBytes(StandardCharsets.UTF_8));
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return;
        }
        if (status / 100 != 4 || isLater(status) || isAboutTheCaller(status)) {
            throw new IOException("host " + address.getHost() + " answers " + problem(answer));
        }
        if (batch.events().size() < 2) {
            if (refused.getAndAdd(batch.events().size()) == 0) {
                LOG.warn(
                        "host {} does not take an execution, which is left out: {}; this is said once",
                        address.getHost(),
                        problem(answer));
            }
            return;
        }
        List<ExecutionEvent> events = batch.events();
        int half = events.size() / 2;
        keep(new EventBatch(batch.sequence(), batch.lost(), batch.atMicros(), events.subList(0, half)));
        keep(new EventBatch(
                batch.sequence() + batch.lost() + half, 0, batch.atMicros(), events.subList(half, events.size())));
    }

    @Override
    public void close() {
        // The client ends with its last reference; Java 17 knows no other way.
    }

    /** The JDK's own publishers of texts and arrays copy all of it at once, for as long as the host takes. */
    private static HttpRequest.BodyPublisher piecewise(byte[] body) {
        return HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), body.length);
    }

    private HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(piecewise(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        long pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
                if (attempt == ATTEMPTS || !isLater(answer.statusCode())) {
                    return answer;
                }
                pause = Math.max(pause, asked(answer));
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            Thread.sleep(Math.min(
                    LONGEST_PAUSE, pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1)));
            pause *= 2;
        }
    }

    private static boolean isLater(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    /** A wrong token, or a host that does not know the address: nothing is wrong with the events. */
    private static boolean isAboutTheCaller(int status) {
        return status == 401 || status == 403 || status == 404 || status == 405 || status == 407;
    }

    /** What the host asks to wait, milliseconds. */
    private static long asked(HttpResponse<?> answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("").strip();
        return seconds.matches("[0-9]{1,6}") ? Math.min(LONGEST_PAUSE, Long.parseLong(seconds) * 1000) : 0;
    }

    /** What the answer says of itself, in one line: problem+json's title and detail, where it is that. */
    private static String problem(HttpResponse<String> answer) {
        StringBuilder text = new StringBuilder().append(answer.statusCode());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        try {
            if (type.startsWith("application/problem+json")
                    && JsonReader.read(answer.body()) instanceof Map<?, ?> problem) {
                for (String field : List.of("title", "detail")) {
                    if (problem.get(field) instanceof String said) {
                        text.append(": ").append(said, 0, Math.min(said.length(), 300));
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            text.append(" with a body that is not JSON");
        }
        return text.toString().replaceAll("\\p{Cntrl}", " ");
    }
}
