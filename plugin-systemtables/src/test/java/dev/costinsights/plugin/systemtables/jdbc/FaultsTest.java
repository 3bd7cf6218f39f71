package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.workspace.server.LocalWorkspace;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a read when the other side, or the way there, fails: right rows or one clear sentence. */
class FaultsTest {

    private static final String STATEMENTS = "POST /api/2.0/sql/statements";
    private static final String BILL = "FROM system.billing.list_prices";

    private final LocalWorkspace workspace = Reader.workspace();
    private final Front front = new Front(workspace.host());
    private WarehouseTables source;
    private SourceTable prices;

    @BeforeEach
    void ask() throws InterruptedException {
        Map<String, String> settings = Reader.connection(workspace, front.host());
        settings.put("slice_timeout", "15s");
        settings.put("attempts", "3");
        source = Reader.tables(settings);
        prices = Reader.table(source.tables(), "billing.list_prices");
        front.forget();
    }

    @AfterEach
    void close() {
        front.spoil((request, exchange, answer) -> false);
        source.close();
        front.close();
    }

    @ParameterizedTest(name = "HTTP {0}, Retry-After {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "429, 0",
                "429, -1",
                "503, 1",
                "500, -",
                "502, -",
                "503, 'Mon, 23 Nov 2020 00:00:00 GMT'",
                "429, soon"
            })
    void a_failure_that_passes_is_not_seen(int status, String retryAfter) throws InterruptedException {
        spoil(
                1,
                exchange -> Front.answer(
                        exchange, status, "{\"error_code\":\"X\",\"message\":\"no\"}", header(retryAfter)));

        assertEquals(167, read());
        assertEquals(2, front.count(BILL), "one failed request, one that succeeded, none behind our back");
    }

    @Test
    void a_server_that_asks_to_wait_for_a_day_is_not_waited_for() {
        spoil(
                100,
                exchange -> Front.answer(
                        exchange, 429, "{\"error_code\":\"X\",\"message\":\"no\"}", "Retry-After", "86400"));

        CostInsightsException e = failed(5);

        assertEquals(ErrorCode.THROTTLED, e.code());
        assertTrue(e.getMessage().contains("asks to slow down (HTTP 429)"), e.getMessage());
        assertEquals(1, front.count(BILL), "a minute would be after the deadline");
    }

    @Test
    void a_server_that_stays_down_is_asked_no_more_often_than_set() {
        spoil(100, exchange -> Front.answer(exchange, 503, "{\"error_code\":\"X\",\"message\":\"no\"}"));

        CostInsightsException e = failed(12);

        assertEquals(ErrorCode.UNAVAILABLE, e.code());
        assertEquals(3, front.count(BILL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "truncated", "garbage", "empty"})
    void a_broken_answer_is_asked_for_again(String how) throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        front.spoil((request, exchange, answer) -> {
            if (!request.contains(BILL) || times.getAndIncrement() > 0) {
                return false;
            }
            byte[] whole = answer.get().body();
            switch (how) {
                case "reset" -> exchange.close();
                case "truncated" -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, whole.length);
                    exchange.getResponseBody().write(whole, 0, whole.length / 2);
                    exchange.getResponseBody().flush();
                    exchange.close();
                }
                case "garbage" -> Front.answer(exchange, 200, "{\"statement_id\": \"x");
                default -> Front.answer(exchange, 200, "");
            }
            return true;
        });

        assertEquals(167, read());
        assertTrue(times.get() >= 2, times + " requests");
    }

    @Test
    void rows_that_are_missing_are_noticed() {
        front.spoil((request, exchange, answer) -> {
            if (!request.contains(BILL)) {
                return false;
            }
            HttpResponse<byte[]> real = answer.get();
            String body = new String(real.body(), StandardCharsets.UTF_8);
            return Front.answer(exchange, 200, body.replace("\"total_row_count\":167", "\"total_row_count\":168"));
        });

        CostInsightsException e = failed(10);

        assertEquals(ErrorCode.UNAVAILABLE, e.code());
        assertTrue(e.getMessage().contains("sent 167 of 168 rows"), e.getMessage());
    }

    @Test
    void a_server_that_drips_is_given_up_at_the_deadline() {
        front.spoil((request, exchange, answer) -> {
            if (!request.contains(BILL)) {
                return false;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 10_000);
            for (int i = 0; i < 400; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.sleep(100);
            }
            return true;
        });

        CostInsightsException e = failed(20);

        assertEquals(ErrorCode.UNAVAILABLE, e.code());
        assertTrue(e.getMessage().contains("did not answer within"), e.getMessage());
    }

    @Test
    void an_interrupt_is_answered_within_two_seconds() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        front.spoil((request, exchange, answer) -> {
            if (!request.contains(BILL)) {
                return false;
            }
            asked.countDown();
            Thread.sleep(10_000);
            return true;
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                read();
            } catch (InterruptedException | RuntimeException e) {
                thrown.set(e);
            }
        });
        reader.start();
        assertTrue(asked.await(10, TimeUnit.SECONDS));

        reader.interrupt();
        reader.join(2_000);

        assertFalse(reader.isAlive(), "it still waits");
        assertEquals(InterruptedException.class, thrown.get().getClass());
    }

    @Test
    void a_token_that_expires_is_named() {
        front.spoil((request, exchange, answer) -> request.startsWith(STATEMENTS)
                && Front.answer(
                        exchange,
                        401,
                        "{\"error_code\":\"UNAUTHENTICATED\",\"message\":\"The access token has expired.\"}"));

        CostInsightsException e = failed(10);

        assertEquals(ErrorCode.PERMISSION, e.code());
        assertTrue(e.getMessage().contains("does not accept the token (HTTP 401)"), e.getMessage());
    }

    @Test
    void a_session_that_the_server_has_ended_is_opened_again() throws InterruptedException {
        spoil(
                1,
                exchange -> Front.answer(
                        exchange,
                        404,
                        "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"The session is gone.\"}"));

        assertEquals(167, read());
    }

    @Test
    void the_host_may_read_several_slices_at_once() throws InterruptedException {
        List<Integer> counts = new CopyOnWriteArrayList<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Thread reader = new Thread(() -> {
                try {
                    counts.add(read());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            readers.add(reader);
            reader.start();
        }
        for (Thread reader : readers) {
            reader.join(30_000);
        }
        assertEquals(Collections.nCopies(6, 167), counts);
    }

    private interface Answers {
        boolean answer(HttpExchange exchange) throws IOException;
    }

    /** So many requests for the slice get another answer. */
    private void spoil(int count, Answers answers) {
        AtomicInteger left = new AtomicInteger(count);
        front.spoil((request, exchange, answer) ->
                request.contains(BILL) && left.getAndDecrement() > 0 && answers.answer(exchange));
    }

    private static String[] header(String retryAfter) {
        return retryAfter == null ? new String[0] : new String[] {"Retry-After", retryAfter};
    }

    private int read() throws InterruptedException {
        Kept kept = new Kept(prices);
        source.read(Reader.slice(prices, null), kept);
        return kept.rows().size();
    }

    private CostInsightsException failed(int seconds) {
        long start = System.nanoTime();
        CostInsightsException e = assertThrows(CostInsightsException.class, this::read);
        long took = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        assertTrue(took <= seconds, "it took " + took + " s");
        return e;
    }
}
