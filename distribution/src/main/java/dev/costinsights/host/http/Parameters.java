package dev.costinsights.host.http;

import dev.costinsights.host.costs.DaysChoice;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a question, each looked at by name. What is not understood ends the route with a problem. */
final class Parameters {

    private final Map<String, String> query;

    /** @param known which there may be */
    Parameters(Map<String, String> query, Set<String> known) {
        this.query = query;
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                throw wrong("there is no parameter " + name + "; there are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** What a parameter says, or the fallback when it is missing or empty. */
    String text(String name, String fallback) {
        String value = query.getOrDefault(name, "");
        return value.isEmpty() ? fallback : value;
    }

    int number(String name, int fallback, int most) {
        String value = text(name, Integer.toString(fallback));
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong("the parameter " + name + " is '" + value + "'; it must be a number from 1 to " + most);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        String value = text(name, "");
        if (value.isEmpty()) {
            return fallback;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw wrong("the parameter " + name + " is '" + value + "'; it must be one of "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }

    /** {@code start}, {@code end} and {@code last}. */
    DaysChoice days(int usual) {
        Integer last = text("last", "").isEmpty() ? null : number("last", usual, Integer.MAX_VALUE);
        return new DaysChoice(day("start"), day("end"), last, usual);
    }

    private LocalDate day(String name) {
        String value = text(name, "");
        try {
            return value.isEmpty() ? null : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw wrong("the parameter " + name + " is '" + value + "', which is no day; write 2026-10-01");
        }
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(Problem.badRequest(detail));
    }
}
