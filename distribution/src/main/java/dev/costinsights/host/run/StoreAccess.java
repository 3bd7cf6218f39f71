package dev.costinsights.host.run;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Places;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.Store;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;

/** Opens the store that the settings name. */
public final class StoreAccess {

    private final Settings settings;
    private final Places places;
    private final Clock clock;

    @Inject
    StoreAccess(Settings settings, Places places, Clock clock) {
        this.settings = settings;
        this.places = places;
        this.clock = clock;
    }

    /** The store's folder. */
    public Path home() {
        return places.state();
    }

    /** @throws CostInsightsException when this user may not look for one */
    public boolean exists() {
        return Store.exists(home());
    }

    /** Opens it for reading. */
    public Store read(String command) {
        return Store.open(home(), address(), command, clock);
    }

    /** @throws CostInsightsException when there is none: a mistyped folder must not become an empty one */
    public void require() {
        Store.require(home());
    }

    /** Opens it as the only one who writes, and makes one where there is none. */
    public Store write(String command) {
        return Store.openToWrite(home(), address(), command, clock);
    }

    private CatalogAddress address() {
        Config host = settings.host();
        String url = host.string(HostKeys.STORE_URL).orElse("").trim();
        String user = host.string(HostKeys.STORE_USER).orElse("");
        String password = host.string(HostKeys.STORE_PASSWORD).orElse("");
        return url.isEmpty() ? CatalogAddress.embedded() : new CatalogAddress(url, user, password);
    }
}
