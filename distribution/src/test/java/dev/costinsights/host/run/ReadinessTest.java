package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class ReadinessTest {

    private static final JdbcDataSource REACHABLE = new JdbcDataSource();

    static {
        REACHABLE.setURL("jdbc:h2:mem:readiness");
    }

    @TempDir
    private Path home;

    @Test
    void a_host_whose_threads_live_and_whose_database_answers_is_ready() throws Exception {
        assertEquals(Optional.empty(), seen(List.of(Optional::empty), REACHABLE));
    }

    @Test
    void a_home_that_nothing_has_made_yet_is_no_problem() throws Exception {
        try (Readiness readiness = Readiness.watch(List.of(), REACHABLE, home.resolve("new"))) {
            assertEquals(Optional.empty(), readiness.get());
        }
    }

    @Test
    void a_thread_that_has_ended_is_told() throws Exception {
        assertEquals(
                Optional.of("it has ended"),
                seen(List.of(Optional::empty, () -> Optional.of("it has ended")), REACHABLE));
    }

    @Test
    void a_database_that_is_away_is_told_without_its_address() throws Exception {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setUrl("jdbc:postgresql://127.0.0.1:1/canary");
        String problem = seen(List.of(), away).orElseThrow();
        assertTrue(problem.startsWith("the database of executions cannot be reached"), problem);
        assertTrue(!problem.contains("canary"), problem);
    }

    @Test
    void whoever_asks_while_a_database_hangs_does_not_hang() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PGSimpleDataSource hanging = new PGSimpleDataSource();
            hanging.setUrl("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/db?socketTimeout=4");
            try (Readiness readiness = Readiness.watch(List.of(), hanging, home)) {
                long begin = System.nanoTime();
                for (int i = 0; i < 100; i++) {
                    assertEquals(Optional.of("the database of executions does not answer"), readiness.get());
                }
                Duration taken = Duration.ofNanos(System.nanoTime() - begin);
                assertTrue(taken.compareTo(Duration.ofSeconds(1)) < 0, taken::toString);
            }
        }
    }

    private Optional<String> seen(List<Supplier<Optional<String>>> threads, DataSource database) throws Exception {
        try (Readiness readiness = Readiness.watch(threads, database, home)) {
            return readiness.get();
        }
    }
}
