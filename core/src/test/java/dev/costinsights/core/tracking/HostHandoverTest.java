package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostHandoverTest {

    private record Answer(int status, String type, String body) {}

    private static final Answer OK = new Answer(200, "application/json", "{}");
    private static final Answer BUSY = new Answer(503, "application/problem+json", "{\"title\":\"busy\"}");

    @TempDir
    Path folder;

    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> headers = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void aBatchIsPostedWithItsToken() throws Exception {
        HostHandover host = host(request -> OK);
        EventBatch batch = JdbcJournalTest.batch(7, Events.launched("s1"), Events.ended("s1"));

        host.keep(batch);

        assertEquals(List.of("POST /api/v1/executions Bearer secret application/json"), headers);
        assertEquals(batch, EventJson.readBatch(bodies.get(0)));
    }

    @Test
    void aHostThatIsBusyIsAskedAgain() throws Exception {
        HostHandover host = host(request -> request < 2 ? BUSY : OK);

        host.keep(JdbcJournalTest.batch(0, Events.launched("s1")));

        assertEquals(3, bodies.size());
    }

    @Test
    void aHostThatStaysBusyIsAFailureThatSaysWhy() throws Exception {
        HostHandover host = host(request -> new Answer(
                401,
                "application/problem+json; charset=utf-8",
                "{\"title\":\"No entry\",\"detail\":\"the token expired\"}"));

        IOException failure =
                assertThrows(IOException.class, () -> host.keep(JdbcJournalTest.batch(0, Events.launched("s1"))));

        assertTrue(failure.getMessage().endsWith("answers 401: No entry: the token expired"), failure.getMessage());
    }

    @Test
    void theEventThatAHostRefusesIsFoundAndTheOthersArrive() throws Exception {
        HostHandover host = host(request -> bodies.get(request).contains("poison")
                ? new Answer(422, "application/problem+json", "{\"detail\":\"no\"}")
                : OK);

        host.keep(JdbcJournalTest.batch(
                0, Events.launched("s1"), Events.launched("s2"), Events.launched("poison"), Events.launched("s4")));

        List<String> arrived = bodies.stream()
                .filter(body -> !body.contains("poison"))
                .flatMap(body -> EventJson.readBatch(body).events().stream())
                .map(ExecutionEvent::id)
                .toList();
        assertEquals(List.of("s1", "s2", "s4"), arrived);
        assertEquals(1, host.refused());
    }

    @Test
    void theJournalIsHandedOverAndWhatFailedComesAgain() throws Exception {
        JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
        journal.keep(JdbcJournalTest.batch(0, Events.launched("of an earlier life")));
        HostHandover host = host(request -> OK);
        try (BoundedRecorder recorder = new BoundedRecorder(new JournalHandover(journal, host), Clock.systemUTC())) {
            recorder.record(Events.launched("s1"));
            assertTrue(recorder.flush(Duration.ofSeconds(60)));
        }
        List<String> arrived = bodies.stream()
                .flatMap(body -> EventJson.readBatch(body).events().stream())
                .map(ExecutionEvent::id)
                .toList();
        assertEquals(List.of("of an earlier life", "s1"), arrived);
    }

    @Test
    void aHostThatIsAwayKeepsNothingOutOfTheJournal() throws Exception {
        JdbcJournal journal = new JdbcJournal(JournalDatabase.h2(folder));
        HostHandover nobody = new HostHandover(URI.create("http://127.0.0.1:1"), null);
        try (BoundedRecorder recorder = new BoundedRecorder(new JournalHandover(journal, nobody), Clock.systemUTC())) {
            recorder.record(Events.launched("s1"));
            assertTrue(recorder.flush(Duration.ofSeconds(60)));
        }
        assertEquals(List.of(Events.launched("s1")), JdbcJournalTest.read(journal));
    }

    private HostHandover host(IntFunction<Answer> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int request = bodies.size();
            headers.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = answers.apply(request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new HostHandover(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "secret\n");
    }
}
