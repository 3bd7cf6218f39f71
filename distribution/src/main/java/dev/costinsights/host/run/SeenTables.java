package dev.costinsights.host.run;

import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.host.facts.FactListener;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which tables a run read, and whether prices came. Thread-safe, since sources may run at once. */
public final class SeenTables implements FactListener {

    /** What every account has and explains costs with. */
    private static final Set<SystemTable> EVIDENCE = EnumSet.complementOf(EnumSet.of(
            SystemTable.BILLING_USAGE,
            SystemTable.BILLING_LIST_PRICES,
            SystemTable.BILLING_ACCOUNT_PRICES,
            SystemTable.BILLING_ATTRIBUTED_USAGE));

    private final Set<SystemTable> read = EnumSet.noneOf(SystemTable.class);
    private boolean prices;

    @Override
    public synchronized void readable(SystemTable table) {
        read.add(table);
    }

    @Override
    public synchronized void price(Price price) {
        prices = true;
    }

    /** Whether any price came, from a table or a file. */
    public synchronized boolean hasPrices() {
        return prices;
    }

    public synchronized boolean has(SystemTable table) {
        return read.contains(table);
    }

    /** Tables of evidence that were not read, {@code query.history} and so on. */
    public synchronized List<String> missing() {
        return EVIDENCE.stream()
                .filter(table -> !read.contains(table))
                .map(SystemTable::qualifiedName)
                .toList();
    }
}
