package dev.costinsights.host.cli;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.run.HostModule;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.FactStore;
import dev.costinsights.host.store.StoreFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which store. */
final class StoreOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "folder of store, catalog and state; default COST_INSIGHTS_HOME or the user's state folder")
    private Path home;

    StoreFolder folder(Session session) {
        return new StoreFolder(
                home != null
                        ? home.toAbsolutePath().normalize()
                        : session.places().state());
    }

    /** The store, made when there is none. */
    FactStore open(Session session) {
        StoreFolder folder = folder(session);
        return FactStore.open(folder, CatalogAddress.of(session.settings().host(), folder), HostModule.clock());
    }

    /** @throws CostInsightsException when there is none */
    FactStore openExisting(Session session) {
        StoreFolder folder = folder(session);
        if (!FactStore.exists(folder)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "there is no store in " + folder.home() + "; fill one with: cost-insights backfill --start DATE "
                            + "--end DATE" + (home == null ? "" : " --home " + home));
        }
        return open(session);
    }
}
