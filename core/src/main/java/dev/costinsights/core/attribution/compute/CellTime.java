package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.model.IdleKind;
import java.math.BigInteger;

/**
 * What became of a cell's time, in cluster-microseconds, of which a record that runs to the year 9999 has more than a long
 * can count.
 *
 * @param idle by {@link IdleKind} ordinal
 * @param eventsMissing whether a number of clusters is assumed: a statement ran while the events say off, or none can be read
 */
record CellTime(BigInteger busy, BigInteger[] idle, boolean eventsMissing) {

    BigInteger idle(IdleKind kind) {
        return idle[kind.ordinal()];
    }

    BigInteger idleTotal() {
        BigInteger total = BigInteger.ZERO;
        for (BigInteger part : idle) {
            total = total.add(part);
        }
        return total;
    }

    BigInteger capacity() {
        return busy.add(idleTotal());
    }
}
