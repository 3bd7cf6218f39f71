package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.store.BackfillRun;
import dev.costinsights.host.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreStatusTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 30);
    private static final Instant NOW = Instant.parse("2026-10-31T06:00:00Z");

    @TempDir
    private Path work;

    private HostWithStore host;

    @BeforeEach
    void anEmptyHost() throws Exception {
        host = new HostWithStore(work, NOW);
    }

    @AfterEach
    void closed() throws Exception {
        host.close();
    }

    @Test
    void a_store_is_old_when_the_next_day_should_be_complete_by_now() {
        try (Store store = host.store()) {
            HostWithStore.bill(store, DAY);
        }
        assertEquals(Optional.empty(), host.status().oldSince());
        // The day after is over at midnight; a day and a half later somebody should have read it.
        Instant over = Instant.parse("2026-11-01T00:00:00Z");
        assertEquals(Optional.empty(), at(over.plus(Duration.ofHours(36))).oldSince());
        assertEquals(Optional.of(DAY), at(over.plus(Duration.ofHours(37))).oldSince());

        host.settings = host.settings.with(HostKeys.BACKFILL_EVERY, "1h", "test");
        assertEquals(Optional.empty(), at(over.plus(Duration.ofHours(13))).oldSince());
        assertEquals(Optional.of(DAY), at(over.plus(Duration.ofHours(14))).oldSince());
    }

    @Test
    void a_bill_that_was_read_as_a_whole_has_no_newest_day() {
        try (Store store = host.store()) {
            HostWithStore.wholeBill(store, DAY);
        }
        assertTrue(host.status().tables().get(0).rows().get(0).get(1).raw().isEmpty());
    }

    @Test
    void a_backfill_without_an_end_that_nobody_runs_was_killed() {
        try (Store store = host.store()) {
            store.run(new BackfillRun(1, NOW, null, DAY, DAY, "RUNNING", "", 0, 0, 0, 0));
        }
        StoreStatus.Report report = host.status();
        assertTrue(report.isPartial());
        assertFalse(report.tables().get(1).rows().get(0).stream()
                .noneMatch(cell -> cell.raw().equals("KILLED")));
    }

    private StoreStatus.Report at(Instant now) {
        host.clock = Clock.fixed(now, ZoneOffset.UTC);
        return host.status();
    }
}
