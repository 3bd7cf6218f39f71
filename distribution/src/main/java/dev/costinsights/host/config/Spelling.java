package dev.costinsights.host.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
public final class Spelling {

    private Spelling() {}

    /** The known word that is closest to a wrong one, if any is close. */
    public static Optional<String> closest(String wrong, Collection<String> known) {
        return known.stream()
                .filter(word -> distance(wrong, word) <= Math.max(1, Math.min(wrong.length(), word.length()) / 3))
                .min(Comparator.comparingInt((String word) -> distance(wrong, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code (did you mean 'x'?)} after a space, or nothing. */
    public static String hint(String wrong, Collection<String> known) {
        return closest(wrong, known)
                .map(word -> " (did you mean '" + word + "'?)")
                .orElse("");
    }

    /** Letters to insert, remove or replace. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
