package dev.costinsights.host.report;

/** How parts of a table are set off on a terminal. */
public enum Style {
    PLAIN,
    COLOR;

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String END = "\u001b[0m";

    String title(String text) {
        return wrap(BOLD, text);
    }

    String heading(String text) {
        return wrap(DIM, text);
    }

    private String wrap(String code, String text) {
        return this == COLOR && !text.isBlank() ? code + text + END : text;
    }
}
