package dev.costinsights.host.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** How many columns of a terminal a text takes. */
final class TextWidth {

    // East Asian wide and full-width characters, and pictographs: first and last of each block.
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F,
        0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD
    };

    private static final Pattern WORDS = Pattern.compile(" +");

    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** The text, cut and ended with an ellipsis when it is wider than {@code most}. */
    static String cut(String text, int most) {
        if (of(text) <= most) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int width = 1;
        for (int c : text.codePoints().toArray()) {
            width += of(c);
            if (width > most) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    /** The text in lines that are no wider than {@code most}, at least 2; only words that are wider themselves are broken. */
    static List<String> wrap(String text, int most) {
        if (of(text) <= most) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : WORDS.split(text.strip(), -1)) {
            if (line.length() > 0 && of(line.toString()) + 1 + of(word) > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.length() > 0) {
                line.append(' ');
            }
            for (int c : word.codePoints().toArray()) {
                if (of(line.toString()) + of(c) > most) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.appendCodePoint(c);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
