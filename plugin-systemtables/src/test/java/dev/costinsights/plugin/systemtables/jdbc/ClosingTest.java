package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.server.LocalWorkspace;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left on the warehouse when a source was closed: nothing. */
class ClosingTest {

    private static final String ENDED = "DELETE /api/2.0/sql/sessions";

    private final LocalWorkspace workspace = Reader.workspace();
    private final Front front = new Front(workspace.host());

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void every_session_that_was_opened_is_ended() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            try (WarehouseTables source = source()) {
                source.tables();
            }
        }

        assertTrue(opened() >= 20, opened() + " sessions");
        assertEquals(opened(), front.count(ENDED), () -> front.requests().toString());
    }

    @Test
    void a_session_that_is_in_use_is_ended_when_that_is_over() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        front.spoil((request, exchange, answer) -> {
            if (request.startsWith("POST /api/2.0/sql/statements")) {
                asked.countDown();
                closed.await(30, TimeUnit.SECONDS);
            }
            return false;
        });
        WarehouseTables source = source();
        Thread reader = new Thread(() -> {
            try {
                source.tables();
            } catch (InterruptedException | RuntimeException e) {
                // Closed under its hands.
            }
        });
        reader.start();
        assertTrue(asked.await(30, TimeUnit.SECONDS));

        source.close();
        closed.countDown();
        reader.join(30_000);

        for (int i = 0; i < 200 && front.count(ENDED) < opened(); i++) {
            Thread.sleep(50);
        }
        assertTrue(opened() > 0);
        assertEquals(opened(), front.count(ENDED), () -> front.requests().toString());
    }

    private long opened() {
        return front.count("POST /api/2.0/sql/warehouses/" + workspace.warehouseId() + "/sessions")
                + front.count("POST /api/2.0/sql/sessions");
    }

    private WarehouseTables source() {
        return Reader.tables(Reader.connection(workspace, front.host()));
    }
}
