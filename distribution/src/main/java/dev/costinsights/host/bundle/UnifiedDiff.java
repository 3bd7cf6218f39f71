package dev.costinsights.host.bundle;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts as {@code patch} takes it. */
public final class UnifiedDiff {

    private static final int AROUND = 3;

    /** A run of lines: kept, taken away or added. */
    private record Line(char kind, String text) {}

    private UnifiedDiff() {}

    /** Empty when they are equal. */
    public static String of(String name, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        List<Line> script = script(lines(before), lines(after));
        StringBuilder diff = new StringBuilder("--- " + name + "\n+++ " + name + "\n");
        int at = 0;
        int oldLine = 1;
        int newLine = 1;
        while (at < script.size()) {
            int change = next(script, at);
            if (change == script.size()) {
                break;
            }
            int start = Math.max(at, change - AROUND);
            oldLine += start - at;
            newLine += start - at;
            int end = end(script, change);
            int removed = 0;
            int added = 0;
            StringBuilder body = new StringBuilder();
            for (Line line : script.subList(start, end)) {
                removed += line.kind() == '+' ? 0 : 1;
                added += line.kind() == '-' ? 0 : 1;
                body.append(line.kind()).append(line.text());
                if (!line.text().endsWith("\n")) {
                    body.append("\n\\ No newline at end of file\n");
                }
            }
            diff.append("@@ -" + range(oldLine, removed) + " +" + range(newLine, added) + " @@\n")
                    .append(body);
            oldLine += removed;
            newLine += added;
            at = end;
        }
        return diff.toString();
    }

    private static String range(int line, int count) {
        return (count == 0 ? line - 1 : line) + (count == 1 ? "" : "," + count);
    }

    private static int next(List<Line> script, int from) {
        int at = from;
        while (at < script.size() && script.get(at).kind() == ' ') {
            at++;
        }
        return at;
    }

    /** Changes that are near to each other share a hunk. */
    private static int end(List<Line> script, int change) {
        int last = change;
        for (int at = change; at < script.size() && at <= last + 2 * AROUND + 1; at++) {
            if (script.get(at).kind() != ' ') {
                last = at;
            }
        }
        return Math.min(script.size(), last + 1 + AROUND);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(at, next));
            at = next;
        }
        return lines;
    }

    /** By the longest common subsequence of what lies between the equal first and last lines. */
    private static List<Line> script(List<String> before, List<String> after) {
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < before.size() - head
                && tail < after.size() - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Line> script = new ArrayList<>();
        before.subList(0, head).forEach(text -> script.add(new Line(' ', text)));
        between(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail), script);
        before.subList(before.size() - tail, before.size()).forEach(text -> script.add(new Line(' ', text)));
        return script;
    }

    private static void between(List<String> before, List<String> after, List<Line> script) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                script.add(new Line(' ', before.get(i++)));
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                script.add(new Line('-', before.get(i++)));
            } else {
                script.add(new Line('+', after.get(j++)));
            }
        }
    }
}
