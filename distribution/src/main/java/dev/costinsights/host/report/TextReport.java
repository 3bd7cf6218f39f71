package dev.costinsights.host.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tables for a terminal: aligned, numbers on the right, no line wider than the terminal while that can be helped. Where
 * room is short, sentences go on in further lines, names are cut, and numbers stay.
 */
final class TextReport {

    private static final int GAP = 2;
    private static final int INDENT = 1;
    private static final int NARROWEST = 8;

    private final int columns;
    private final Style style;
    private final StringBuilder out = new StringBuilder();

    TextReport(int columns, Style style) {
        this.columns = columns;
        this.style = style;
    }

    String render(List<Table> tables) {
        for (Table table : tables) {
            if (out.length() > 0) {
                out.append('\n');
            }
            render(table);
        }
        return out.toString();
    }

    private void render(Table table) {
        out.append(style.title(table.title())).append('\n');
        if (table.rows().isEmpty()) {
            out.append(" none\n");
            return;
        }
        boolean[] numbers = new boolean[table.columns().size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = table.isNumber(i);
        }
        int[] widths = fit(table, numbers);
        List<String> headings = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String name = table.columns().get(i).replace('_', ' ').toUpperCase(Locale.ROOT);
            headings.add(padded(name, widths[i], numbers[i]));
        }
        out.append(style.heading(line(headings))).append('\n');
        boolean[] prose = prose(table);
        table.rows().forEach(row -> render(row, widths, prose, numbers));
    }

    private void render(List<Cell> row, int[] widths, boolean[] prose, boolean[] numbers) {
        List<List<String>> cells = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < widths.length; i++) {
            String shown = row.get(i).shown();
            List<String> lines = prose[i] ? TextWidth.wrap(shown, widths[i]) : List.of(shown);
            height = Math.max(height, lines.size());
            cells.add(lines);
        }
        for (int at = 0; at < height; at++) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < widths.length; i++) {
                List<String> lines = cells.get(i);
                String text = at < lines.size() ? lines.get(at) : "";
                texts.add(padded(text, widths[i], numbers[i]));
            }
            out.append(line(texts)).append('\n');
        }
    }

    /** Columns that somewhere hold more than single words, or the path of a file, which is no use without its end. */
    private static boolean[] prose(Table table) {
        boolean[] prose = new boolean[table.columns().size()];
        for (List<Cell> row : table.rows()) {
            for (int i = 0; i < prose.length; i++) {
                String shown = row.get(i).shown();
                prose[i] |= !row.get(i).number() && (shown.indexOf(' ') >= 0 || shown.indexOf('/') >= 0);
            }
        }
        return prose;
    }

    /** As wide as their content; where that is too wide, texts give way, the widest first. */
    private int[] fit(Table table, boolean[] numbers) {
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = TextWidth.of(table.columns().get(i));
            for (List<Cell> row : table.rows()) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i).shown()));
            }
        }
        int excess = INDENT + Arrays.stream(widths).sum() + GAP * (widths.length - 1) - columns;
        while (excess > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!numbers[i] && widths[i] > NARROWEST && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private static String padded(String text, int width, boolean right) {
        String cut = TextWidth.cut(text, width);
        String space = " ".repeat(width - TextWidth.of(cut));
        return right ? space + cut : cut + space;
    }

    private static String line(List<String> cells) {
        return (" ".repeat(INDENT) + String.join(" ".repeat(GAP), cells)).stripTrailing();
    }
}
