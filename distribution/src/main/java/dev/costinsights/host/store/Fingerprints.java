package dev.costinsights.host.store;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.store.Catalog.Sql;
import dev.costinsights.host.version.Version;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** Of the slices that have one. */
    static Map<SliceKey, String> all(Sql sql) throws SQLException {
        Map<SliceKey, String> all = new HashMap<>();
        sql.list(
                "SELECT table_name, region, slice_day, slice_quarter, fingerprint FROM fact_slice WHERE fingerprint <> ''",
                row -> all.put(
                        new SliceKey(row.getString(1), row.getString(2), Store.day(row.getLong(3)), row.getInt(4)),
                        row.getString(5)));
        return all;
    }

    /** Of slices with what they are known by now, those that are known by the same as when they were read; read as of now. */
    static Set<SliceKey> unchanged(Sql sql, Map<SliceKey, String> now, Instant asked) throws SQLException {
        Map<SliceKey, String> before = all(sql);
        Set<SliceKey> same = new HashSet<>();
        List<Object[]> updates = new ArrayList<>();
        now.forEach((key, fingerprint) -> {
            if (!fingerprint.isEmpty() && noted(fingerprint).equals(before.get(key))) {
                same.add(key);
                updates.add(new Object[] {
                    TimeSpan.micros(asked), key.table(), key.region(), Store.day(key.day()), key.quarter()
                });
            }
        });
        sql.updateEach(
                "UPDATE fact_slice SET read_at = ? "
                        + "WHERE table_name = ? AND region = ? AND slice_day = ? AND slice_quarter = ?",
                updates);
        return Set.copyOf(same);
    }
}
