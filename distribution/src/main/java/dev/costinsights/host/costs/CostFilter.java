package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.duckdb.DuckDb;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows of the ledger count.
 *
 * @param values of which a row's must be one; an empty one stands for rows that have none
 * @param isNegated whether a row's value must be none of them instead
 */
public record CostFilter(Dimension dimension, List<String> values, boolean isNegated) {

    public CostFilter {
        values = List.copyOf(values);
    }

    /**
     * Reads {@code column=value} and {@code column!=value}; several values are separated by commas, several filters by
     * semicolons, and a backslash before either, or before itself, takes it for a letter.
     *
     * @param place where the text stands, for the message
     * @throws CostInsightsException when it is neither, or there is no such column
     */
    public static List<CostFilter> parse(String text, String place) {
        List<CostFilter> filters = new ArrayList<>();
        for (String part : split(text, ';')) {
            if (!part.isBlank()) {
                filters.add(one(part, place));
            }
        }
        return filters;
    }

    private static CostFilter one(String text, String place) {
        int at = text.indexOf('=');
        if (at <= 0) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    place + " '" + text + "' is no filter; write column=value, e.g. product=SQL, or product!=SQL,JOBS");
        }
        boolean isNegated = text.charAt(at - 1) == '!';
        Dimension dimension = Dimension.of(text.substring(0, isNegated ? at - 1 : at), place);
        List<String> values = split(text.substring(at + 1), ',').stream()
                .map(value -> value.replaceAll("\\\\(.)", "$1"))
                .toList();
        return new CostFilter(dimension, values, isNegated);
    }

    /** Where a separator is not behind a backslash; what is, stays as it is. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    String sql() {
        String column = "coalesce(" + dimension.column() + ", '')";
        return column
                + (isNegated ? " NOT IN (" : " IN (")
                + String.join(", ", values.stream().map(DuckDb::literal).toList())
                + ')';
    }
}
