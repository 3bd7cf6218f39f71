package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.SourceColumn;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What rows are known by: how many there are and the sum of a hash of each, which the warehouse computes of everything
 * that is handed over of a row. The order of rows does not matter, and rows that come twice count twice; so the warehouse
 * can be asked for the same of rows that are not handed over.
 *
 * <p>One thread.
 */
final class Fingerprint {

    private static final int LOW_DIGITS = 10;

    private final String form;
    /** Sums of the hashes' last ten digits, and of what stands before those. */
    private long low;

    private long high;
    private long rows;

    /** @param form of the rows, see {@link #form} */
    Fingerprint(String form) {
        this.form = form;
    }

    /**
     * The hash of a row in SQL. Spark's function passes over nulls, so that a value that moves to a column that was null
     * would not be seen; therefore every value is followed by whether it is there.
     *
     * @param values of the row, as expressions that no more than one value gives the same text or number
     */
    static String hash(List<String> values) {
        List<String> arguments = new ArrayList<>();
        values.forEach(value -> {
            arguments.add(value);
            arguments.add('(' + value + ") IS NULL");
        });
        return "xxhash64(" + String.join(", ", arguments) + ')';
    }

    /** What tells rows of these columns that were asked for so from any others with the same values. */
    static String form(List<SourceColumn> columns, String hash) {
        return UUID.nameUUIDFromBytes((columns + hash).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A row that was handed over, by its hash. */
    void add(String hash) {
        int first = hash.startsWith("-") ? 1 : 0;
        int cut = Math.max(first, hash.length() - LOW_DIGITS);
        long before = cut > first ? Long.parseLong(hash, first, cut, 10) : 0;
        long behind = Long.parseLong(hash, cut, hash.length(), 10);
        high = Math.addExact(high, first == 0 ? before : -before);
        low = Math.addExact(low, first == 0 ? behind : -behind);
        rows++;
    }

    /** The same text for the same rows, and another for others. */
    String text() {
        return text(form, Long.toString(rows), sum().toString());
    }

    private BigInteger sum() {
        return BigInteger.valueOf(high).multiply(BigInteger.TEN.pow(LOW_DIGITS)).add(BigInteger.valueOf(low));
    }

    /** The text of rows that the warehouse has counted and summed up. */
    static String text(String form, String rows, String sum) {
        return form + ' ' + rows + ' ' + sum;
    }
}
