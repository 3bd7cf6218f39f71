package dev.costinsights.host.cli;

import dev.costinsights.host.report.Style;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/**
 * Where output goes, and what can be shown there.
 *
 * @param out for data
 * @param err for everything else
 * @param outIsTerminal a person looks at {@code out}, as far as can be told
 * @param columns characters in a line; without an end where no person looks
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean outIsTerminal, boolean errIsTerminal, int columns) {

    private static final int USUAL_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 40;

    /** What reads from a pipe or a file gets every word. */
    private static final int PIPE_COLUMNS = Integer.MAX_VALUE;

    /** The process's own; the launcher tells which streams are terminals, because Java cannot. */
    public static Terminal ofProcess(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        String streams = System.getProperty("costinsights.terminal", "");
        boolean outIsTerminal = streams.contains("stdout");
        return new Terminal(out, err, outIsTerminal, streams.contains("stderr"), columns(environment, outIsTerminal));
    }

    /** @param choice {@code auto}, {@code always} or {@code never} */
    Style style(String choice, Map<String, String> environment) {
        boolean wanted =
                switch (choice.toLowerCase(Locale.ROOT)) {
                    case "always" -> true;
                    case "never" -> false;
                    default ->
                        outIsTerminal
                                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                                && !"dumb".equals(environment.get("TERM"));
                };
        return wanted ? Style.COLOR : Style.PLAIN;
    }

    private static int columns(Map<String, String> environment, boolean terminal) {
        if (!terminal) {
            return PIPE_COLUMNS;
        }
        String told = System.getProperty("costinsights.columns", environment.getOrDefault("COLUMNS", ""));
        if (told.matches("[0-9]{1,4}") && Integer.parseInt(told) > 0) {
            return Math.max(FEWEST_COLUMNS, Integer.parseInt(told));
        }
        return USUAL_COLUMNS;
    }
}
