package dev.costinsights.plugin.systemtables.values;

/**
 * A value of the current row cannot be what its column says. In which row of which file it stands is found out
 * afterwards, by reading again: the fast way does not carry row numbers along.
 */
public final class BadValueException extends RuntimeException {

    private static final int LONGEST_VALUE = 80;

    private final String column;
    private final String value;
    private final String problem;

    /**
     * @param column as a user knows it, e.g. {@code usage_metadata.job_id}
     * @param value the text of the value, or null where it is missing
     * @param problem what is wrong and what to do, e.g. {@code is no decimal number; correct it}
     */
    public BadValueException(String column, String value, String problem) {
        super(problem);
        this.column = column;
        this.value = value;
        this.problem = problem;
    }

    /** The whole problem on one line, without the file and row. */
    public String sentence() {
        return "column " + column + (value == null ? "" : ": '" + oneLine(value) + "'") + ' ' + problem;
    }

    /** Values are others' text: a message keeps to one line and a reasonable length. */
    private static String oneLine(String value) {
        String cut = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value;
        StringBuilder line = new StringBuilder();
        cut.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.append((char) c);
            }
        });
        return line.toString();
    }
}
