package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.CostInsightsException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The token is in nothing that is logged, printed or thrown, whichever way it is written. In a process of its own, with
 * every logger at its most talkative.
 */
class CanaryTest {

    private static final String CANARY = "dapi+canary/7f3b2c1d=5e4a4b6f";

    @Test
    void the_token_is_in_nothing_that_comes_out() throws Exception {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx400m",
                        "-Dcostinsights.log=TRACE",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Talkative.class.getName(),
                        Reader.workspace().host(),
                        Reader.workspace().warehouseId())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(90, TimeUnit.SECONDS));

        assertTrue(out.contains("does not accept the token"), out);
        assertTrue(out.contains("cost-insights-canary-end"), out);
        assertTrue(out.contains("DEBUG"), "the loggers talk: " + out);
        for (String form : List.of(
                CANARY,
                URLEncoder.encode(CANARY, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)))) {
            assertFalse(
                    out.contains(form),
                    () -> "the token as " + form + " in: "
                            + out.lines()
                                    .filter(line -> line.contains(form))
                                    .findFirst()
                                    .orElse(""));
        }
    }

    /** Reads with a token that is refused, and tells all it gets. */
    static final class Talkative {

        private Talkative() {}

        public static void main(String[] arguments) throws InterruptedException {
            PrintStream out = System.out;
            Logger root = Logger.getLogger("");
            root.setLevel(Level.ALL);
            root.getHandlers()[0].setLevel(Level.ALL);
            Map<String, String> settings = Map.of(
                    "databricks.host",
                    arguments[0],
                    "databricks.warehouse_id",
                    arguments[1],
                    "databricks.token",
                    CANARY,
                    "attempts",
                    "1");
            try (WarehouseTables source = Reader.tables(settings)) {
                out.println(source);
                source.diagnose().forEach(out::println);
                source.tables();
            } catch (CostInsightsException e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                out.println(trace);
            }
            out.println("cost-insights-canary-end");
        }
    }
}
