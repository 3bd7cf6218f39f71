package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class ReadinessTest {

    private static final JdbcDataSource REACHABLE = new JdbcDataSource();

    static {
        REACHABLE.setURL("jdbc:h2:mem:readiness");
    }

    @Test
    void a_host_whose_threads_live_and_whose_database_answers_is_ready() {
        assertEquals(Optional.empty(), new Readiness(List.of(Optional::empty), REACHABLE).get());
    }

    @Test
    void a_thread_that_has_ended_is_told() {
        assertEquals(
                Optional.of("it has ended"),
                new Readiness(List.of(Optional::empty, () -> Optional.of("it has ended")), REACHABLE).get());
    }

    @Test
    void a_database_that_is_away_is_told_without_its_address() {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setUrl("jdbc:postgresql://127.0.0.1:1/canary");
        String problem = new Readiness(List.of(), away).get().orElseThrow();
        assertTrue(problem.startsWith("the database of executions cannot be reached"), problem);
        assertTrue(!problem.contains("canary"), problem);
    }
}
