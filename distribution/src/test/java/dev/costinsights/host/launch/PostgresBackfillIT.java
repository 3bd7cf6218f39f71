package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.PostgresServer;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import dev.costinsights.workspace.server.faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole backfill with its catalog in PostgreSQL ends in the files of one with the embedded database, also when the host
 * is killed or the server goes away in the middle. Skipped where no server is installed.
 */
final class PostgresBackfillIT {

    private static final int KILLS = Integer.getInteger("costinsights.kills", 2);
    private static final long SEED = Long.getLong("costinsights.seed", System.nanoTime());
    private static final String[] BACKFILL = {"backfill", "--start", "2026-10-31", "--end", "2026-11-01"};
    private static final String[] ESTIMATES = {"estimates", "--start", "2026-10-31", "--end", "2026-11-01"};

    @TempDir
    private static Path shared;

    private static PostgresServer server;

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(1).withJobs(10));

    private static Path embedded;
    private static String said;
    private static List<String> expected;
    private static long life;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServerAndBackfillWithout() throws IOException, InterruptedException {
        server = new PostgresServer(Files.createDirectory(shared.resolve("server")));
        embedded = Files.createDirectory(shared.resolve("embedded"));
        PackagedHost host = host(embedded, CatalogAddress.embedded());
        host.run("version");
        long begun = System.nanoTime();
        said = host.run(BACKFILL);
        life = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        expected = StoredHashes.of(embedded, CatalogAddress.embedded());
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyCommandSaysAndWritesWhatItDoesWithTheEmbeddedDatabase() throws Exception {
        CatalogAddress address = server.newDatabase("whole");
        PackagedHost host = host(folder, address);
        assertEquals(said, host.run(BACKFILL));
        assertSameFiles(address, "backfill");
        assertFalse(Files.exists(folder.resolve("state/catalog.mv.db")));

        PackagedHost without = host(embedded, CatalogAddress.embedded());
        for (String[] command : new String[][] {{"rebuild"}, {"verify", "--all"}, BACKFILL, ESTIMATES}) {
            assertEquals(without.run(command), host.run(command), () -> String.join(" ", command));
        }
        assertSameFiles(address, "rebuild");
        assertEquals(timeless(without.run("status", "-o", "json")), timeless(host.run("status", "-o", "json")));
        String doctor = host.run("doctor", "-o", "json");
        assertTrue(doctor.contains("{\"subject\": \"store\", \"status\": \"OK\""), doctor);
        assertEquals(ledger(without, embedded), ledger(host, folder));
    }

    @Test
    void killedAndRunAgainItEndsInTheSameFiles() throws Exception {
        System.out.println("replay with -Dcostinsights.seed=" + SEED + " -Dcostinsights.kills=" + KILLS);
        Random random = new Random(SEED);
        CatalogAddress address = server.newDatabase("killed");
        PackagedHost host = host(folder, address);
        int kills = 0;
        while (kills < KILLS && host.isKilled(random.nextLong(life), BACKFILL)) {
            kills++;
        }
        host.run(BACKFILL);
        assertSameFiles(address, kills + " kills of -Dcostinsights.seed=" + SEED);
        host.run("verify", "--all");
    }

    @Test
    void aServerThatGoesAwayEndsTheRunWithItsAddressAndTheNextRunIsWhole() throws Exception {
        CatalogAddress address = server.newDatabase("away");
        PackagedHost host = host(folder, address);
        WORKSPACE
                .workspace()
                .faults()
                .add(Fault.of(Fault.Kind.SLOW).withBody("query.history").withBytesPerSecond(2_000));
        Process process = host.start(BACKFILL);
        Path usage = folder.resolve("state/facts/billing/usage");
        for (int i = 0; i < 600 && !Files.exists(usage); i++) {
            Thread.sleep(100);
        }
        server.close();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS));
            String error = Files.readString(folder.resolve("start.err"));
            assertEquals(1, process.exitValue(), error);
            assertTrue(error.contains("error: the catalog at " + address.url() + " failed: "), error);
            assertFalse(error.contains("\tat "), error);

            PackagedHost.Ended closed = host.end(BACKFILL);
            assertEquals(1, closed.code(), closed.err());
            assertTrue(
                    closed.err().contains("error: the catalog at " + address.url() + " cannot be opened: "),
                    closed.err());
        } finally {
            process.destroyForcibly().waitFor();
            WORKSPACE.workspace().faults().clear();
            server.start();
        }
        host.run(BACKFILL);
        assertSameFiles(address, "the server was away");
        host.run("verify", "--all");
    }

    private void assertSameFiles(CatalogAddress address, String when) throws IOException {
        assertEquals(expected, StoredHashes.of(folder, address), when);
        for (String files : List.of("facts", "ledger")) {
            assertEquals(
                    hashes(embedded.resolve("state").resolve(files)),
                    hashes(folder.resolve("state").resolve(files)),
                    when);
        }
    }

    /** Every file below a folder, with the hash of its bytes. */
    private static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                hashes.put(folder.relativize(file).toString(), Sha256.of(file));
            }
        }
        return hashes;
    }

    private static String timeless(String status) {
        return status.replaceAll("\"[0-9-]+T[0-9:]+Z\"", "a time").replaceAll("\"lag_hours\": \"[0-9]+\"", "a lag");
    }

    private static String ledger(PackagedHost host, Path home) throws IOException, InterruptedException {
        Path out = home.resolve("ledger");
        host.run("ledger", "--start", "2026-10-31", "--end", "2026-11-01", "--out", out.toString());
        return Sha256.of(out.resolve("ledger.parquet")) + Sha256.of(out.resolve("reconciliation.parquet"));
    }

    private static PackagedHost host(Path home, CatalogAddress address) {
        return new PackagedHost(
                home,
                Map.of(
                        "DATABRICKS_HOST", WORKSPACE.host(),
                        "DATABRICKS_TOKEN", WORKSPACE.token(),
                        "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", WORKSPACE.warehouseId(),
                        "COST_INSIGHTS_STORE_URL", address.url(),
                        "COST_INSIGHTS_STORE_USER", address.user()));
    }
}
