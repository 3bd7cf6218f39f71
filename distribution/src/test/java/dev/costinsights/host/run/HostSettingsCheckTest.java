package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.host.config.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** doctor calls a setting wrong that a command would refuse. */
final class HostSettingsCheckTest {

    @Test
    void values_that_commands_would_refuse_are_found() {
        Map<String, String> wrong = Map.of(
                "attribution.idle", "weigthed",
                "attribution.settle_horizon", "3 days",
                "attribution.currency", "euro",
                "backfill.every", "1x",
                "backfill.parallel", "0",
                "backfill.days", "many",
                "server.port", "70000",
                "plugins.strict", "perhaps");
        wrong.forEach((key, value) -> {
            Settings settings = Settings.empty().with(key, value, "b.yaml:1");
            String problem = new HostSettingsCheck(settings).problem(key).orElse("");
            assertTrue(problem.contains(key) && problem.contains(value), key + ": " + problem);
        });
    }

    @Test
    void values_that_commands_take_and_texts_are_fine() {
        Map<String, String> right = Map.of(
                "attribution.idle", "show",
                "attribution.settle_horizon", "3d",
                "attribution.currency", "eur",
                "backfill.every", "1h",
                "backfill.parallel", "4",
                "server.host", "0.0.0.0",
                "plugins.strict", "false");
        right.forEach((key, value) -> assertEquals(
                Optional.empty(),
                new HostSettingsCheck(Settings.empty().with(key, value, "b.yaml:1")).problem(key),
                key));
    }
}
