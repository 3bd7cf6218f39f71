package dev.costinsights.core.estimation;

import java.util.Locale;
import java.util.Optional;

/** The sizes of SQL warehouses, with what one cluster takes in an hour. */
public enum WarehouseSize {
    XX_SMALL("2X-Small", 4),
    X_SMALL("X-Small", 6),
    SMALL("Small", 12),
    MEDIUM("Medium", 24),
    LARGE("Large", 40),
    X_LARGE("X-Large", 80),
    XX_LARGE("2X-Large", 144),
    XXX_LARGE("3X-Large", 272),
    XXXX_LARGE("4X-Large", 528);

    private final String apiName;
    private final int dbuPerHour;

    WarehouseSize(String apiName, int dbuPerHour) {
        this.apiName = apiName;
        this.dbuPerHour = dbuPerHour;
    }

    /** DBU an hour and cluster. */
    public int dbuPerHour() {
        return dbuPerHour;
    }

    /** The size that Databricks calls by this name, {@code 2X-Small} in the API, {@code 2X_SMALL} in its tables. */
    public static Optional<WarehouseSize> of(String name) {
        String wanted = name.strip().replace('_', '-').toUpperCase(Locale.ROOT);
        for (WarehouseSize size : values()) {
            if (size.apiName.toUpperCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(size);
            }
        }
        return Optional.empty();
    }
}
