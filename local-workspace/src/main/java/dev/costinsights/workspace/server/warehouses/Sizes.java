package dev.costinsights.workspace.server.warehouses;

import dev.costinsights.workspace.company.WarehouseSize;
import dev.costinsights.workspace.server.http.ApiError;
import java.util.Arrays;
import java.util.Locale;

/** Sizes of warehouses as the API spells them, e.g. {@code 2X-Small}. */
final class Sizes {
    static final String USUAL = "Small";

    private Sizes() {}

    /** @throws ApiError when there is no such size */
    static WarehouseSize of(String name) {
        return Arrays.stream(WarehouseSize.values())
                .filter(size -> apiName(size).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("cluster_size '" + name + "' is not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(WarehouseSize.values())
                                        .map(Sizes::apiName)
                                        .toList())));
    }

    static String apiName(WarehouseSize size) {
        int word = size.label().indexOf('_') + 1;
        return size.label().substring(0, word).replace('_', '-')
                + size.label().charAt(word)
                + size.label().substring(word + 1).toLowerCase(Locale.ROOT);
    }
}
