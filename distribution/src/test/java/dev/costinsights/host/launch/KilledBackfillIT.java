package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backfill that is killed at random moments and run again ends, whenever it gets to its end, in the ledger of one that
 * nobody disturbed. {@code -Dcostinsights.kills=200} kills more often, {@code -Dcostinsights.seed=N} at the same moments.
 */
final class KilledBackfillIT {

    private static final int KILLS = Integer.getInteger("costinsights.kills", 3);
    private static final long SEED = Long.getLong("costinsights.seed", System.nanoTime());
    private static final String[] BACKFILL = {"backfill", "--start", "2026-10-31", "--end", "2026-11-01"};

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(1).withJobs(10));

    @TempDir
    private Path folder;

    private int homes;

    @Test
    void everyLifeThatGetsToTheEndEndsInTheSameLedger() throws IOException, InterruptedException {
        System.out.println("replay with -Dcostinsights.seed=" + SEED + " -Dcostinsights.kills=" + KILLS);
        Path calm = home();
        host(calm).run("version");
        long begun = System.nanoTime();
        host(calm).run(BACKFILL);
        long life = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        List<String> expected = StoredHashes.of(calm, CatalogAddress.embedded());

        Random random = new Random(SEED);
        int kills = 0;
        int completed = 0;
        Path home = home();
        while (kills < KILLS) {
            if (host(home).isKilled(random.nextLong(life), BACKFILL)) {
                kills++;
                continue;
            }
            check(home, expected, kills);
            completed++;
            home = home();
        }
        host(home).run(BACKFILL);
        check(home, expected, kills);
        assertEquals(ledger(calm), ledger(home));
        host(home).run("verify", "--all");
        System.out.println(kills + " kills, " + (completed + 1) + " stores completed, a life takes " + life + " ms");
    }

    private static void check(Path home, List<String> expected, int kills) {
        assertEquals(
                expected,
                StoredHashes.of(home, CatalogAddress.embedded()),
                () -> "after kill " + kills + " of -Dcostinsights.seed=" + SEED);
    }

    private String ledger(Path home) throws IOException, InterruptedException {
        Path out = home.resolve("ledger");
        host(home).run("ledger", "--start", "2026-10-31", "--end", "2026-11-01", "--out", out.toString());
        return Sha256.of(out.resolve("ledger.parquet")) + Sha256.of(out.resolve("reconciliation.parquet"));
    }

    private Path home() throws IOException {
        return Files.createDirectories(folder.resolve("home" + ++homes));
    }

    private static PackagedHost host(Path home) {
        return new PackagedHost(
                home,
                Map.of(
                        "DATABRICKS_HOST", WORKSPACE.host(),
                        "DATABRICKS_TOKEN", WORKSPACE.token(),
                        // So that the days are read in quarters, as those of today are.
                        "COST_INSIGHTS_BACKFILL_SETTLE", "20000d",
                        "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", WORKSPACE.warehouseId()));
    }
}
