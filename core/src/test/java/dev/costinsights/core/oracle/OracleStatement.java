package dev.costinsights.core.oracle;

import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigInteger;

/** A statement with the time in which it uses its warehouse. */
record OracleStatement(Statement row) {

    private static final long MICROS = 1_000;

    String id() {
        return row.statementId();
    }

    TimeSpan active() {
        return new TimeSpan(
                row.span().startMicros() + row.waitingMillis() * MICROS,
                row.span().endMicros() + row.resultFetchMillis() * MICROS);
    }

    boolean isIn(TimeSpan time) {
        return active().isEmpty() ? time.contains(active().startMicros()) : overlap(time) > 0;
    }

    boolean runsAt(long instant) {
        return active().contains(instant);
    }

    long overlap(TimeSpan time) {
        return new TimeSpan(
                        Math.max(time.startMicros(), active().startMicros()),
                        Math.min(time.endMicros(), active().endMicros()))
                .length();
    }

    boolean hasTaskTime() {
        return !row.fromResultCache() && row.totalTaskMillis() > 0;
    }

    boolean executed() {
        return !row.fromResultCache() && row.executionMillis() > 0;
    }

    BigInteger taskWork(TimeSpan cell) {
        return inCell(
                row.fromResultCache()
                        ? row.resultFetchMillis()
                        : row.totalTaskMillis() + row.compilationMillis() + row.resultFetchMillis(),
                cell);
    }

    BigInteger executionWork(TimeSpan cell) {
        return inCell(row.fromResultCache() ? 0 : row.executionMillis() + row.compilationMillis(), cell);
    }

    private BigInteger inCell(long work, TimeSpan cell) {
        BigInteger amount = BigInteger.valueOf(work);
        if (active().isEmpty()) {
            return amount;
        }
        BigInteger length = BigInteger.valueOf(active().length());
        long until = Math.min(active().endMicros(), cell.endMicros()) - active().startMicros();
        long from = Math.max(active().startMicros(), cell.startMicros()) - active().startMicros();
        return Splitting.upTo(amount, BigInteger.valueOf(until), length)
                .subtract(Splitting.upTo(amount, BigInteger.valueOf(from), length));
    }
}
