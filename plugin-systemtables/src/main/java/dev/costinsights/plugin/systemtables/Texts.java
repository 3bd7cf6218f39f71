package dev.costinsights.plugin.systemtables;

/** Absent texts. */
final class Texts {

    private Texts() {}

    static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
