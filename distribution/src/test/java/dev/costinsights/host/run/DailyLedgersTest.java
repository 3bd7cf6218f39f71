package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.plugin.InstalledPlugin;
import dev.costinsights.host.plugin.PluginForge;
import dev.costinsights.host.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of the ledger that is kept is what its facts, the plugins and the settings of now give, or it is computed again. */
final class DailyLedgersTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 30);
    private static final List<LocalDate> BOTH = List.of(DAY, DAY.plusDays(1));

    /** Nothing that it brings may count for a kept day, so it must not even be asked. */
    private static final String UNREPEATABLE = """
            context.register(new dev.costinsights.core.spi.%1$s() {
              public String name() { return "%1$s"; }
              public void collect(dev.costinsights.core.spi.CollectionRequest request,
                  dev.costinsights.core.spi.FactSink facts) { throw new IllegalStateException("asked"); }
            });
            """;

    @TempDir
    private Path work;

    private HostWithStore host;

    @BeforeEach
    void twoDaysOfTheLedger() throws Exception {
        host = new HostWithStore(work, Instant.parse("2026-11-02T06:00:00Z"));
        try (Store store = host.store()) {
            BOTH.forEach(day -> HostWithStore.bill(store, day));
        }
        assertEquals(BOTH, computed());
        assertEquals(List.of(), computed());
    }

    @AfterEach
    void closed() throws Exception {
        host.close();
    }

    @Test
    void a_plugin_that_is_new_updated_or_set_otherwise_makes_the_days_come_again() throws Exception {
        assertComeAgain(() -> discount("1.0.0"));
        assertComeAgain(() -> discount("1.1.0"));
        assertComeAgain(() -> host.settings = host.settings.with("discount.percent", "12", "test"));
        Path file = Files.writeString(work.resolve("rates.yaml"), "a: 1");
        assertComeAgain(() -> host.settings = host.settings.with("discount.rates", file, "test"));
        assertComeAgain(() -> Files.writeString(file, "a: 2"));
    }

    @Test
    void what_decides_nothing_leaves_them_alone() throws Exception {
        host.settings = host.settings
                .with("systemtables.threads", "1", "test")
                .with("systemtables.from", "elsewhere", "test")
                .with(HostKeys.ATTRIBUTION_IDLE, "show", "test");
        assertEquals(List.of(), host.run((ledgers, store) -> ledgers.dirty(store)));
        assertEquals(List.of(), computed());
        host.settings = host.settings.with(HostKeys.ATTRIBUTION_IDLE, "weighted", "test");
        assertEquals(BOTH, host.run((ledgers, store) -> ledgers.dirty(store)));
    }

    @Test
    void sources_that_cannot_be_asked_again_are_not_asked_for_a_kept_day() throws Exception {
        PluginForge.plugin(work, "live")
                .install(UNREPEATABLE.formatted("LiveSource") + UNREPEATABLE.formatted("RecordingSource"))
                .folder(host.plugins);
        assertEquals(BOTH, computed());
        assertEquals(List.of(), broken());
    }

    @Test
    void one_policy_for_idle_cost_has_one_hash() {
        List<InstalledPlugin> none = List.of();
        String unset = DayOptions.hash(Settings.empty(), none);
        for (String spelt : List.of("SHOW", "show", " Show ")) {
            assertEquals(unset, DayOptions.hash(Settings.empty().with(HostKeys.ATTRIBUTION_IDLE, spelt, "test"), none));
        }
        assertNotEquals(unset, DayOptions.hash(Settings.empty().with(HostKeys.ATTRIBUTION_IDLE, "even", "test"), none));
    }

    private void assertComeAgain(Change change) throws Exception {
        change.make();
        assertEquals(BOTH, host.run((ledgers, store) -> ledgers.dirty(store)));
        assertEquals(List.of(), broken(), "a day that has to come again is not broken");
        assertEquals(BOTH, computed());
        assertEquals(List.of(), computed());
    }

    private interface Change {
        void make() throws Exception;
    }

    private List<LocalDate> computed() throws Exception {
        return host.run(
                (ledgers, store) -> ledgers.with(store, DayLedgers::update).computed());
    }

    private List<String> broken() throws Exception {
        List<String> broken = new ArrayList<>();
        host.run((ledgers, store) -> ledgers.with(store, days -> days.verify(BOTH, broken)));
        return broken;
    }

    private void discount(String version) throws Exception {
        PluginForge.plugin(work, "discount")
                .property("plugin.version", version)
                .install("context.config().string(\"percent\"); context.config().string(\"rates\");")
                .folder(host.plugins);
    }
}
