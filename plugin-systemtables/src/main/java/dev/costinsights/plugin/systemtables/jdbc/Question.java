package dev.costinsights.plugin.systemtables.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that is not documented and that a workspace can be asked: what it answers decides how far some rules of
 * attribution hold there.
 *
 * @param subject for the finding
 * @param tables that must be readable and have rows
 * @param sql one row, one text; {@code {since}} stands for a date a month ago, {@code {week}} for one a week ago
 * @param meaning of the text
 */
record Question(String subject, List<String> tables, String sql, Function<String, Answer> meaning) {

    /** All of them, in the order in which they are asked. */
    static final List<List<Question>> ALL = List.of(BillQuestions.ALL, ActivityQuestions.ALL);

    /** What an answer means; one that cannot be understood says so, and costs none of the others. */
    Answer understand(String answer) {
        try {
            return meaning.apply(answer);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Answer.unread("the answer was '" + answer + "', which means nothing to this version", "report it");
        }
    }

    /** What is counted, as one text. */
    static String counts(String... expressions) {
        return Arrays.stream(expressions)
                .map(expression -> "CAST(" + expression + " AS STRING)")
                .collect(Collectors.joining(", ", "concat_ws(' ', ", ")"));
    }

    /** The counts in such a text. */
    static long[] numbers(String answer) {
        return Arrays.stream(answer.trim().split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Whether a part of a struct that not every account has is there and filled, in SQL. */
    static String has(String column, String part) {
        return field(column, part) + " IS NOT NULL";
    }

    /** A part of a struct that not every account has, in SQL: null where it is not there, and no error. */
    static String field(String column, String part) {
        return "get_json_object(to_json(" + column + "), '$." + part + "')";
    }
}
