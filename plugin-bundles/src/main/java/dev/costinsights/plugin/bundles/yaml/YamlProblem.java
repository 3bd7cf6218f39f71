package dev.costinsights.plugin.bundles.yaml;

/** Says what is wrong with a file, and where, as one line: {@code file:line:column: what}. */
public final class YamlProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param line from 1, or 0 when it is about the whole file
     * @param column from 1
     */
    public YamlProblem(String file, int line, int column, String what) {
        super(line == 0 ? file + ": " + what : file + ':' + line + ':' + column + ": " + what, null, false, false);
    }
}
