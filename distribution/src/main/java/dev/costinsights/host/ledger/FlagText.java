package dev.costinsights.host.ledger;

import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.LedgerRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The flags column: names of the charge's and the row's flags, distinct, sorted, separated by spaces; the candidates of
 * an ambiguous identity follow their flag as {@code AMBIGUOUS_IDENTITY=a|b}.
 */
final class FlagText {

    private Set<Flag> chargeFlags = Set.of();
    private Set<Flag> rowFlags = Set.of();
    private List<String> candidates = List.of();
    private String text = "";

    /** The row's flags; empty when nothing is odd about it. */
    String of(LedgerRow row) {
        // Neighbours have equal flags nearly always.
        if (!chargeFlags.equals(row.charge().flags())
                || !rowFlags.equals(row.flags())
                || !candidates.equals(row.identity().candidates())) {
            chargeFlags = row.charge().flags();
            rowFlags = row.flags();
            candidates = row.identity().candidates();
            text = render();
        }
        return text;
    }

    private String render() {
        Set<String> words = new TreeSet<>();
        chargeFlags.forEach(flag -> words.add(flag.name()));
        rowFlags.forEach(flag -> words.add(flag.name()));
        if (!candidates.isEmpty()) {
            words.remove(Flag.AMBIGUOUS_IDENTITY.name());
            words.add(Flag.AMBIGUOUS_IDENTITY.name()
                    + "="
                    + candidates.stream().map(FlagText::escape).collect(Collectors.joining("|")));
        }
        return String.join(" ", words);
    }

    /** White space and control characters would break the list apart; so would the signs that build it. */
    private static String escape(String candidate) {
        StringBuilder escaped = new StringBuilder();
        candidate.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || c == '|'
                    || c == '%') {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append(String.format("%%%02X", b & 0xff));
                }
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
