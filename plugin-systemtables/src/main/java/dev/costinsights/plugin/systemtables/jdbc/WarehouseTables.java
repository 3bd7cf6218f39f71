package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.Finding;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system tables of one account, read through SQL warehouses: one workspace for what all regions share, and one for
 * each region whose tables are wanted.
 *
 * <p>Connections are opened when something is read, one for each thread that reads, and kept for the next.
 */
public final class WarehouseTables implements TableSource, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WarehouseTables.class);

    /** How many repetitions there may be in a row over all connections; enough to sit out a restart, no more. */
    private static final int REPETITIONS = 20;

    private final String name;
    private final Clock clock;
    private final Workers workers = new Workers();
    private final List<Region> regions = new ArrayList<>();

    /** No network I/O happens here. */
    public WarehouseTables(String name, ReadSettings settings, Clock clock) {
        this.name = name;
        this.clock = clock;
        Secrets secrets = new Secrets();
        RetryBudget budget = new RetryBudget(REPETITIONS);
        for (Workspace workspace : settings.workspaces()) {
            Wires wires = new Wires(
                    workspace,
                    new Login(workspace, workers, secrets),
                    workers,
                    new Failures(workspace, secrets, clock),
                    new RetryPolicy(settings.attempts()),
                    budget,
                    new Random());
            regions.add(new Region(workspace, wires, settings, regions.isEmpty()));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SourceTable> tables() throws InterruptedException {
        List<SourceTable> tables = new ArrayList<>(regions.get(0).tables());
        for (Region region : regions.subList(1, regions.size())) {
            tables.addAll(further(region));
        }
        return tables;
    }

    /** The bill is in the first; a region that cannot be asked is one that cannot be explained, and says why. */
    private static List<SourceTable> further(Region region) throws InterruptedException {
        try {
            return region.tables();
        } catch (CostInsightsException e) {
            log.warn("region {} cannot be read: {}", region.name(), e.getMessage());
            return region.unreadable(e);
        }
    }

    @Override
    public void read(TableSlice slice, RowSink rows) throws InterruptedException {
        Place place = place(slice.table());
        place.region().read(place.known(), slice, rows);
    }

    @Override
    public Map<TableSlice, String> fingerprints(List<TableSlice> slices) throws InterruptedException {
        Map<Region, List<TableSlice>> byRegion = new LinkedHashMap<>();
        slices.forEach(slice -> byRegion.computeIfAbsent(place(slice.table()).region(), region -> new ArrayList<>())
                .add(slice));
        Map<TableSlice, String> fingerprints = new HashMap<>();
        for (Map.Entry<Region, List<TableSlice>> region : byRegion.entrySet()) {
            fingerprints.putAll(region.getKey().fingerprints(region.getValue()));
        }
        return fingerprints;
    }

    /** Where a table is read. */
    private Place place(SourceTable table) {
        for (Region region : regions) {
            for (KnownTable known : region.known()) {
                boolean ours = known.reach() == KnownTable.Reach.GLOBAL
                        ? table.region().isEmpty()
                        : table.region().equals(region.name());
                if (ours && known.qualifiedName().equals(table.qualifiedName())) {
                    return new Place(region, known);
                }
            }
        }
        throw new CostInsightsException(
                ErrorCode.NOT_FOUND,
                "system." + table.qualifiedName() + " is no table that is read here"
                        + (table.region().isEmpty() ? "" : " for region " + table.region()));
    }

    private record Place(Region region, KnownTable known) {}

    @Override
    public List<Finding> diagnose() throws InterruptedException {
        List<Finding> findings = new ArrayList<>(List.of(Checkup.versions()));
        for (Region region : regions) {
            try {
                findings.addAll(new Checkup(region, clock).findings());
            } catch (CostInsightsException e) {
                findings.add(new Finding(name, Finding.Status.FAIL, e.getMessage(), ""));
            }
        }
        return findings;
    }

    @Override
    public void close() {
        regions.forEach(Region::close);
        workers.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
