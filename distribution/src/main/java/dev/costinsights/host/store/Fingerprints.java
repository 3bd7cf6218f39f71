package dev.costinsights.host.store;

import dev.costinsights.host.Version;
import dev.costinsights.host.store.Catalog.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What sources said the rows of slices can be known by, as it is kept beside each slice. It counts for this version of the
 * program only: another one may make something else of the same rows.
 */
final class Fingerprints {

    private Fingerprints() {}

    /** As it is kept; empty for none. */
    static String noted(String fingerprint) {
        return fingerprint.isEmpty()
                ? ""
                : new Sha256().add(Version.name()).add(fingerprint).hex();
    }

    /** The slices that have one. */
    static Set<SliceKey> known(Sql sql) throws SQLException {
        return new HashSet<>(sql.list(
                "SELECT table_name, region, slice_day FROM fact_file WHERE fingerprint <> ''",
                row -> new SliceKey(row.getString(1), row.getString(2), Store.day(row.getLong(3)))));
    }

    /** Of slices with what they are known by now, those that are known by the same as when they were read; read as of now. */
    static Set<SliceKey> unchanged(Sql sql, Map<SliceKey, String> now, Instant asked) throws SQLException {
        List<SliceKey> same = new ArrayList<>();
        for (Map.Entry<SliceKey, String> slice : now.entrySet()) {
            SliceKey key = slice.getKey();
            int rows = sql.update(
                    "UPDATE fact_file SET read_at = ? WHERE table_name = ? AND region = ? AND slice_day = ? "
                            + "AND fingerprint <> '' AND fingerprint = ?",
                    Store.micros(asked),
                    key.table(),
                    key.region(),
                    Store.day(key.day()),
                    noted(slice.getValue()));
            if (rows > 0) {
                same.add(key);
            }
        }
        return Set.copyOf(same);
    }
}
