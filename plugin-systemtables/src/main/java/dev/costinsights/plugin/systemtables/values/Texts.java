package dev.costinsights.plugin.systemtables.values;

/** Absent texts. */
public final class Texts {

    private Texts() {}

    public static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
