package dev.costinsights.plugin.systemtables.prices;

import dev.costinsights.core.model.UsageOrigin;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds prices of a price file that no usage is billed by, because a SKU or unit in them is mistyped more often than not.
 * Time and currency are not looked at, and discounts are not either: a pattern may be for what is not used yet. One thread.
 */
public final class UnusedPrices {

    private static final int MOST_NAMED = 5;

    /** What prices are looked up by. */
    private record Billed(String account, String cloud, String sku, String unit) {}

    private List<PriceFile.Entry> entries = List.of();
    private final Set<Billed> billed = new HashSet<>();

    /** @param rows of the price file */
    public void of(List<PriceFile.Entry> rows) {
        entries = rows.stream().filter(entry -> entry.price() != null).toList();
    }

    /** Usage of which some record was read. */
    public void billed(UsageOrigin origin) {
        if (!entries.isEmpty()) {
            billed.add(new Billed(origin.accountId(), origin.cloud(), origin.skuName(), origin.usageUnit()));
        }
    }

    /** What to say about rows that nothing is billed by; empty where there are none. */
    public Optional<String> sentence(Path file) {
        List<PriceFile.Entry> unused = entries.stream()
                .filter(entry -> billed.stream().noneMatch(usage -> isFor(entry, usage)))
                .toList();
        if (unused.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = unused.stream()
                .limit(MOST_NAMED)
                .map(entry -> "row " + entry.row() + " (" + entry.name() + ")")
                .toList();
        return Optional.of(file + ": nothing in the window is billed by " + String.join(", ", names)
                + (unused.size() > MOST_NAMED ? " and " + (unused.size() - MOST_NAMED) + " more" : "")
                + "; check the SKU, unit, cloud and account");
    }

    private static boolean isFor(PriceFile.Entry entry, Billed usage) {
        return entry.price().skuName().equals(usage.sku)
                && entry.price().usageUnit().equals(usage.unit)
                && isFor(entry.price().cloud(), usage.cloud)
                && isFor(entry.price().accountId(), usage.account);
    }

    /** Empty is for any. */
    private static boolean isFor(String asked, String billed) {
        return asked.isEmpty() || asked.equals(billed);
    }
}
