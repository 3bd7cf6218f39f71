package dev.costinsights.host.store;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.store.Catalog.Sql;
import java.sql.SQLException;
import java.util.List;

/** The slices that count, as the catalog keeps them: which file holds which. */
final class FactSlices {

    private FactSlices() {}

    /** In order of table, region and time. */
    static List<Partition> all(Sql sql) throws SQLException {
        return sql.list(
                "SELECT table_name, region, slice_day, slice_quarter, content_hash, file_hash, file_name, row_count, "
                        + "byte_count, first_start, last_end, read_at FROM fact_slice "
                        + "ORDER BY table_name, region, slice_day, slice_quarter",
                row -> new Partition(
                        new SliceKey(row.getString(1), row.getString(2), Store.day(row.getLong(3)), row.getInt(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        TimeSpan.instant(row.getLong(12))));
    }

    /**
     * Puts a slice in the place of the former one.
     *
     * @param fingerprint as it is kept
     * @return whether it holds anything else than before
     */
    static boolean replace(Sql sql, Partition made, String fingerprint) throws SQLException {
        SliceKey key = made.slice();
        List<String> before = replaced(sql, key);
        sql.update(
                "INSERT INTO fact_slice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.table(),
                key.region(),
                Store.day(key.day()),
                key.quarter(),
                made.content(),
                made.fileHash(),
                made.file(),
                made.rows(),
                made.bytes(),
                made.first(),
                made.last(),
                TimeSpan.micros(made.readAt()),
                fingerprint);
        return !before.equals(List.of(made.content()));
    }

    /** Takes out what a slice takes the place of, its quarters too: a row must not be in two files of a day. */
    private static List<String> replaced(Sql sql, SliceKey key) throws SQLException {
        String where = " FROM fact_slice WHERE table_name = ? AND region = ? AND slice_day = ? AND slice_quarter "
                + (key.isQuarter() ? "IN (?, -1)" : ">= ?");
        Object[] of = {key.table(), key.region(), Store.day(key.day()), key.quarter()};
        List<String> before = sql.list(
                "SELECT slice_quarter, content_hash" + where,
                row -> {
                    if (key.isQuarter() && row.getInt(1) != key.quarter()) {
                        throw new CostInsightsException(
                                ErrorCode.INTERNAL,
                                "a bug in the backfill: " + key + " was read, and the store has the whole day");
                    }
                    return row.getString(2);
                },
                of);
        sql.update("DELETE" + where, of);
        return before;
    }
}
