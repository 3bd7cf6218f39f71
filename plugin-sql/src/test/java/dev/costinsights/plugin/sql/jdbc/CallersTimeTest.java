package dev.costinsights.plugin.sql.jdbc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who cancels hits the tags or his own statement: never none of them, and never a later statement. */
class CallersTimeTest {

    private final Scripted driver = new Scripted();
    private final Statement own = driver.object(Statement.class);
    private final CallersTime time = CallersTime.unlimited();

    @Test
    void between_the_tags_and_his_own_statement_a_cancel_stops_his_own_statement() throws SQLException {
        time.execute(own, "SET QUERY_TAGS['a'] = 'b'");

        assertTrue(time.cancel());

        assertTrue(time.isOver());
        assertEquals("HY008", assertThrows(SQLException.class, time::check).getSQLState());
    }

    @Test
    void once_his_own_statement_runs_a_cancel_is_about_that_one() throws SQLException {
        time.execute(own, "SET QUERY_TAGS['a'] = 'b'");
        time.check();

        assertFalse(time.cancel());

        time.execute(own, "SET QUERY_TAGS['a'] = 'c'");
        assertDoesNotThrow(time::check);
    }

    @Test
    void what_was_canceled_where_no_statement_follows_does_not_stop_a_later_one() throws SQLException {
        time.execute(own, "SET QUERY_TAGS['a'] = 'b'");
        time.cancel();
        time.forget();

        time.execute(own, "SET QUERY_TAGS['a'] = 'c'");

        assertDoesNotThrow(time::check);
    }

    @Test
    void a_driver_that_cannot_cancel_our_statement_is_no_failure_of_his() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch canceled = new CountDownLatch(1);
        driver.failure = (name, arguments) -> {
            if (name.equals("Statement.cancel")) {
                canceled.countDown();
                return new SQLException("nothing to cancel");
            }
            if (name.equals("Statement.execute")) {
                writing.countDown();
                awaitQuietly(canceled);
            }
            return null;
        };
        Thread canceling = new Thread(() -> {
            awaitQuietly(writing);
            time.cancel();
        });
        canceling.start();

        time.execute(own, "SET QUERY_TAGS['a'] = 'b'");
        canceling.join(10_000);

        assertEquals("HY008", assertThrows(SQLException.class, time::check).getSQLState());
    }

    @Test
    void a_cancel_at_any_moment_stops_this_statement_or_none() throws Exception {
        int stopped = 0;
        AtomicInteger hits = new AtomicInteger();
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            Thread canceling = new Thread(() -> {
                awaitQuietly(begun);
                if (time.cancel()) {
                    hits.incrementAndGet();
                }
            });
            canceling.start();
            begun.countDown();
            try {
                time.execute(own, "SET QUERY_TAGS['a'] = 'b'");
            } catch (SQLException e) {
                assertEquals("HY008", e.getSQLState());
            }
            try {
                time.check();
            } catch (SQLException e) {
                stopped++;
            }
            canceling.join(10_000);
            driver.calls.clear();
            // Nobody cancels the next one.
            time.execute(own, "SET QUERY_TAGS['a'] = 'c'");
            assertDoesNotThrow(time::check);
        }

        assertEquals(hits.get(), stopped);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
