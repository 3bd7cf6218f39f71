package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {

    @Test
    void what_keeps_failing_is_one_line_with_the_root_cause() {
        Logger log = (Logger) LoggerFactory.getLogger("failure-log-test");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.setLevel(Level.WARN);
        log.addAppender(lines);

        FailureLog failures = new FailureLog(log);
        for (int i = 0; i < 100; i++) {
            failures.failed("executions could not be kept", new SQLException("no", new IOException("No space left")));
        }

        assertEquals(1, lines.list.size());
        assertEquals(
                "executions could not be kept: java.io.IOException: No space left",
                lines.list.get(0).getFormattedMessage());
        assertNull(lines.list.get(0).getThrowableProxy());
    }
}
