package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.TableSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks what the slices of a table are known by. One statement for all of them; the rows stay where they are.
 *
 * @param table as it is cut here
 * @param slices of that table, all of them days or all of them quarters of days
 */
record FingerprintQuestion(KnownTable table, Projection projection, List<TableSlice> slices) {

    /** A number that the answers carry, so that many questions fit into one statement. */
    String sql(int number) {
        String counted = "CAST(count(*) AS STRING), CAST(coalesce(sum(CAST(" + projection.hash()
                + " AS DECIMAL(20, 0))), 0) AS STRING) FROM " + table.sqlName();
        String start = "SELECT '" + number + "', ";
        if (isWhole()) {
            return start + "'', " + counted;
        }
        List<TableSlice> ordered =
                slices.stream().sorted(Comparator.comparing(TableSlice::start)).toList();
        TableSlice first = ordered.get(0);
        String where = table.where(first, ordered.get(ordered.size() - 1));
        return start + table.pieceSql(first) + ", " + counted + where + " GROUP BY 2";
    }

    /**
     * Fills in what came.
     *
     * @param answers by the table's text for the slice; one without rows has none
     */
    Map<TableSlice, String> fingerprints(Map<String, Counted> answers) {
        Map<TableSlice, String> fingerprints = new HashMap<>();
        String form = projection.form();
        for (TableSlice slice : slices) {
            String piece = isWhole() ? "" : table.pieceText(slice);
            Counted counted = answers.getOrDefault(piece, Counted.NOTHING);
            fingerprints.put(slice, Fingerprint.text(form, counted.rows(), counted.sum()));
        }
        return fingerprints;
    }

    /** What there is of a slice. */
    record Counted(String rows, String sum) {
        private static final Counted NOTHING = new Counted("0", "0");
    }

    private boolean isWhole() {
        return table.dayColumn() == null;
    }

    /** One statement for several questions, each with its place in the list as its number. */
    static String sql(List<FingerprintQuestion> questions) {
        List<String> parts = new ArrayList<>();
        for (FingerprintQuestion question : questions) {
            parts.add(question.sql(parts.size()));
        }
        return String.join(" UNION ALL ", parts);
    }
}
