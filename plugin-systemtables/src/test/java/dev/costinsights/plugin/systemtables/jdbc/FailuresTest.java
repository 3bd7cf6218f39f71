package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.ErrorCode;
import java.net.UnknownHostException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private final Failures failures = new Failures(
            new Workspace("", null, null, null, "warehouse", "databricks"), new Secrets(), Clock.systemUTC());

    @Test
    void a_host_that_never_resolved_is_a_wrong_setting() {
        Failure failure = unknown();
        assertEquals(ErrorCode.CONFIGURATION, failure.code());
        assertFalse(failure.mayPass());
    }

    @Test
    void a_host_that_resolved_before_comes_back() {
        failures.resolved();
        Failure failure = unknown();
        assertEquals(ErrorCode.UNAVAILABLE, failure.code());
        assertTrue(failure.mayPass());
    }

    private Failure unknown() {
        return failures.of(new UnknownHostException("adb-1.example.com"), "https://adb-1.example.com", null, false);
    }
}
