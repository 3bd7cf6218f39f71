package dev.costinsights.workspace.sample;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was written.
 *
 * @param rows rows per table, e.g. {@code billing/usage}
 * @param bytes file size per table
 * @param billed list cost per currency of all distinct usage records that have a price in it, exact to 12 decimals:
 *     corrections included, duplicate reads counted once, each record cut at price changes
 * @param traps how often each was planted
 */
public record SampleSummary(
        Map<String, Long> rows, Map<String, Long> bytes, Map<String, BigDecimal> billed, Map<Trap, Long> traps) {
    public SampleSummary {
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
        bytes = Collections.unmodifiableMap(new TreeMap<>(bytes));
        billed = Collections.unmodifiableMap(new TreeMap<>(billed));
        traps = Collections.unmodifiableMap(new TreeMap<>(traps));
    }
}
