package dev.costinsights.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void aSectionSeesItsOwnKeysOnly() {
        Config section = Config.of(Map.of("sql.size", "3", "sqlite.size", "4")).section("sql");

        assertEquals(Optional.of("3"), section.string("size"));
        assertEquals(List.of(), List.copyOf(section.unread()));
    }

    @Test
    void aKeyThatNobodyAskedForIsKnownByItsWholePath() {
        Config section = Config.of(Map.of("sql.size", "3", "sql.seize", "4")).section("sql");
        section.string("size");

        assertEquals(List.of("sql.seize"), List.copyOf(section.unread()));
    }

    @Test
    void aKeyThatWasAskedForInASectionIsKnownOutsideToo() {
        Config plugin = Config.of(Map.of("acme.retry.most", "3", "acme.retry.leest", "1", "acme.name", "x"))
                .section("acme");

        plugin.section("retry").integer("most", 1, 1, 10);
        plugin.section("retry").string("name");

        assertEquals(List.of("acme.name", "acme.retry.leest"), List.copyOf(plugin.unread()));
        assertEquals(
                List.of("acme.retry.leest"), List.copyOf(plugin.section("retry").unread()));
    }

    @Test
    void durationsHaveAUnit() {
        Config config = Config.of(Map.of("s", "90s", "m", "15m", "h", "7h", "d", "3d"));

        assertEquals(Duration.ofSeconds(90), config.duration("s", Duration.ZERO));
        assertEquals(Duration.ofMinutes(15), config.duration("m", Duration.ZERO));
        assertEquals(Duration.ofHours(7), config.duration("h", Duration.ZERO));
        assertEquals(Duration.ofDays(3), config.duration("d", Duration.ZERO));
        assertEquals(Duration.ofDays(1), config.duration("absent", Duration.ofDays(1)));
        assertEquals(Duration.ZERO, Config.of(Map.of("off", "0")).duration("off", Duration.ofDays(1)));
    }

    @Test
    void aWrongValueIsNamedWithThePlaceThatDecidedIt() {
        Config config = Config.of(Map.of("a.number", "ten"), key -> key.equals("a.number") ? "c.yaml:2" : "elsewhere");

        assertEquals(
                "setting a.number is 'ten' (c.yaml:2); it must be a whole number from 1 to 10",
                assertThrows(CostInsightsException.class, () -> config.section("a")
                                .integer("number", 1, 1, 10))
                        .getMessage());
    }

    @Test
    void aWrongValueIsNamedWithItsKeyAndWhatItMustBe() {
        Config config = Config.of(Map.of("a.number", "ten", "a.big", "11", "a.flag", "yes", "a.time", "5 days"))
                .section("a");

        assertEquals(
                "setting a.number is 'ten'; it must be a whole number from 1 to 10",
                assertThrows(CostInsightsException.class, () -> config.integer("number", 1, 1, 10))
                        .getMessage());
        assertEquals(
                "setting a.big is '11'; it must be a whole number from 1 to 10",
                assertThrows(CostInsightsException.class, () -> config.integer("big", 1, 1, 10))
                        .getMessage());
        assertEquals(
                "setting a.flag is 'yes'; it must be true or false",
                assertThrows(CostInsightsException.class, () -> config.flag("flag", false))
                        .getMessage());
        assertEquals(
                "setting a.time is '5 days'; it must be a length of time such as 90s, 15m, 72h or 3d",
                assertThrows(CostInsightsException.class, () -> config.duration("time", Duration.ZERO))
                        .getMessage());
        assertTrue(config.unread().isEmpty());
    }
}
