package dev.costinsights.host.estimate;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseVersion;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Prices of what was billed, and how warehouses were: what an estimate needs beside earlier bills. */
public record RateBook(List<Price> prices, List<WarehouseVersion> warehouses) {

    public static final RateBook EMPTY = new RateBook(List.of(), List.of());

    public RateBook {
        prices = List.copyOf(prices);
        warehouses = List.copyOf(warehouses);
    }

    PriceBook priceBook(Optional<String> currency) {
        PriceBook.Builder book = PriceBook.builder().currency(currency);
        prices.forEach(book::add);
        return book.build();
    }

    KnownCompute computes() {
        KnownCompute computes = new KnownCompute();
        warehouses.forEach(computes::add);
        return computes;
    }

    /**
     * This book with what a later reading found.
     *
     * @param skus that were billed; the prices of others are of no use
     */
    RateBook with(List<Price> newPrices, List<WarehouseVersion> newWarehouses, Set<String> skus) {
        Set<String> wanted = new HashSet<>(skus);
        prices.forEach(price -> wanted.add(price.skuName()));
        List<Price> known = newPrices.stream()
                .filter(price -> wanted.contains(price.skuName()))
                .distinct()
                .toList();
        List<WarehouseVersion> bare =
                newWarehouses.stream().map(RateBook::bare).distinct().toList();
        return new RateBook(known.isEmpty() ? prices : known, joined(warehouses, bare));
    }

    /** Without what no estimate asks for. */
    static WarehouseVersion bare(WarehouseVersion version) {
        return new WarehouseVersion(
                "",
                version.workspaceId(),
                version.warehouseId(),
                null,
                version.type(),
                version.size(),
                Map.of(),
                null,
                version.changeMicros(),
                TimeSpan.FOREVER);
    }

    private record Version(String workspaceId, String warehouseId, long changeMicros) {
        static Version of(WarehouseVersion version) {
            return new Version(version.workspaceId(), version.warehouseId(), version.changeMicros());
        }
    }

    /** A version that comes again replaces what it said before. */
    private static List<WarehouseVersion> joined(List<WarehouseVersion> old, List<WarehouseVersion> found) {
        Map<Version, WarehouseVersion> all = new LinkedHashMap<>();
        old.forEach(version -> all.put(Version.of(version), version));
        found.forEach(version -> all.put(Version.of(version), version));
        return List.copyOf(all.values());
    }
}
