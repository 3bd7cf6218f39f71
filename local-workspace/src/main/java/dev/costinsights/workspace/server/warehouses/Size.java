package dev.costinsights.workspace.server.warehouses;

import dev.costinsights.workspace.server.http.ApiError;
import java.util.Arrays;
import java.util.Locale;

/** Sizes of warehouses, with the DBU that one cluster burns in an hour. */
enum Size {
    XXSMALL("2X-Small", 4),
    XSMALL("X-Small", 6),
    SMALL("Small", 12),
    MEDIUM("Medium", 24),
    LARGE("Large", 40),
    XLARGE("X-Large", 80),
    XXLARGE("2X-Large", 144),
    XXXLARGE("3X-Large", 272),
    XXXXLARGE("4X-Large", 528);

    private final String name;
    private final int dbuPerHour;

    Size(String name, int dbuPerHour) {
        this.name = name;
        this.dbuPerHour = dbuPerHour;
    }

    static Size of(String name) {
        return Arrays.stream(values())
                .filter(size -> size.name.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("cluster_size '" + name + "' is not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(size -> size.name).toList())));
    }

    String apiName() {
        return name;
    }

    /** As compute.warehouses spells it. */
    String tableName() {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    int dbuPerHour() {
        return dbuPerHour;
    }
}
