package dev.costinsights.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {

    @Test
    void in_a_pipe_lines_have_no_end_whatever_the_terminal_behind_has() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        assertEquals(
                Integer.MAX_VALUE,
                Terminal.ofProcess(Map.of("COLUMNS", "80"), nowhere, nowhere).columns());
    }
}
