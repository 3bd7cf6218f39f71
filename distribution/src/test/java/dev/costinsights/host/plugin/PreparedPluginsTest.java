package dev.costinsights.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.LiveSource;
import dev.costinsights.core.spi.RecordingSource;
import dev.costinsights.host.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing is the plugin's own code: whatever it does, the others are installed, and nothing of it remains. */
final class PreparedPluginsTest {

    private static final String SOURCE = """
            context.register(new dev.costinsights.core.spi.CostSource() {
              public String name() { return "source"; }
              public void collect(dev.costinsights.core.spi.CollectionRequest request,
                  dev.costinsights.core.spi.FactSink facts) { %s }
            });
            """;

    @TempDir
    private Path work;

    private Path plugins;

    @BeforeEach
    void aGoodPlugin() throws IOException {
        plugins = Files.createDirectories(work.resolve("plugins"));
        PluginForge.plugin(work, "good").folder(plugins);
    }

    @Test
    void installThrows() throws IOException {
        assertBroken("throw new RuntimeException(\"bad install\");", "bad install");
    }

    @Test
    void installThrowsAnError() throws IOException {
        assertBroken("throw new NoSuchMethodError(\"gone\");", "gone");
    }

    @Test
    void installRefusesItsSettings() throws IOException {
        assertBroken(
                "context.config().string(\"typo\"); context.config().integer(\"size\", 1, 2, 3);"
                        + "throw new dev.costinsights.core.spi.CostInsightsException("
                        + "dev.costinsights.core.spi.ErrorCode.CONFIGURATION, \"size is wrong\");",
                "size is wrong");
    }

    @Test
    void settingThatThePluginDoesNotRead() throws IOException {
        PluginForge.plugin(work, "other").folder(plugins);
        try (PluginDirectory directory = open()) {
            PreparedPlugins prepared =
                    prepare(directory, Settings.empty().with("other.form", "x", "cost-insights.yaml:3"));
            assertEquals(1, prepared.ready().size());
            assertTrue(
                    prepared.problems().get(0).reason().contains("cost-insights.yaml:3 unknown key 'other.form'"),
                    prepared.problems()::toString);
        }
    }

    @Test
    void every_engine_gets_an_entry_point_of_its_own_which_is_installed_once() throws IOException {
        PluginForge.plugin(work, "other")
                .install("if (installed) { throw new IllegalStateException(\"twice\"); } installed = true;")
                .member("private boolean installed;")
                .folder(plugins);
        try (PluginDirectory directory = open()) {
            for (int engine = 0; engine < 2; engine++) {
                assertEquals(List.of(), prepare(directory, Settings.empty()).problems());
            }
        }
    }

    /** The engine asks those first that bring recordings; a kept day leaves out those that ask a service. */
    @Test
    void a_source_keeps_its_type() throws Exception {
        PluginForge.plugin(work, "other")
                .install(SOURCE.formatted("")
                        + SOURCE.formatted("")
                                .replace("CostSource", "RecordingSource")
                                .replace("\"source", "\"recording")
                        + SOURCE.formatted("")
                                .replace("CostSource", "LiveSource")
                                .replace("\"source", "\"live"))
                .folder(plugins);
        List<CostSource> seen = new ArrayList<>();
        try (PluginDirectory directory = open()) {
            PreparedPlugins.of(directory.loaded(), Settings.empty(), Clock.systemUTC(), source -> {
                seen.add(source);
                return source;
            });
        }
        assertEquals(
                List.of("source", "recording", "live"),
                seen.stream().map(CostSource::name).toList());
        assertEquals(
                List.of(false, true, false),
                seen.stream().map(RecordingSource.class::isInstance).toList());
        assertEquals(
                List.of(false, false, true),
                seen.stream().map(LiveSource.class::isInstance).toList());
    }

    @Test
    void failedInstallClosesWhatItOpened() throws IOException {
        Path closed = work.resolve("closed");
        assertBroken(
                "context.closeOnShutdown(() -> java.nio.file.Files.createFile(java.nio.file.Path.of(\"" + closed
                        + "\"))); throw new RuntimeException(\"later\");",
                "later");
        assertTrue(Files.exists(closed));
    }

    @Test
    void sourceRunsWithItsOwnContextClassLoader() throws IOException, InterruptedException {
        PluginForge.plugin(work, "other")
                .install(SOURCE.formatted("throw new IllegalStateException(String.valueOf("
                        + "Thread.currentThread().getContextClassLoader() == getClass().getClassLoader()));"))
                .folder(plugins);
        CostInsightsException thrown = collect();
        assertTrue(thrown.getMessage().contains("true"), thrown::getMessage);
        assertTrue(thrown.getMessage().contains("plugin other 1.0.0 has a bug"), thrown::getMessage);
        assertEquals(ErrorCode.INTERNAL, thrown.code());
    }

    @Test
    void sourceThatDoesNotFitTheHost() throws IOException {
        PluginForge.plugin(work, "other")
                .install(SOURCE.formatted("throw new AbstractMethodError(\"old api\");"))
                .folder(plugins);
        CostInsightsException thrown = collect();
        assertTrue(thrown.getMessage().contains("does not fit this host"), thrown::getMessage);
    }

    @Test
    void a_source_that_throws_what_nobody_expects_is_named_for_it() throws IOException {
        for (String statement : List.of(
                "throw new AssertionError(\"own\");",
                "throw new StackOverflowError(\"own\");",
                "throw Sneaky.<RuntimeException>of(new java.io.IOException(\"own\"));")) {
            PluginForge.plugin(work, "other")
                    .install("""
                            final class Sneaky {
                              static <X extends Throwable> X of(Throwable thrown) throws X { throw (X) thrown; }
                            }
                            """ + SOURCE.formatted(statement))
                    .folder(plugins);
            CostInsightsException thrown = collect();
            assertTrue(thrown.getMessage().contains("plugin other 1.0.0 has a bug"), thrown::getMessage);
            assertTrue(thrown.getMessage().contains("own"), thrown::getMessage);
            assertEquals(ErrorCode.INTERNAL, thrown.code());
        }
    }

    private CostInsightsException collect() {
        try (PluginDirectory directory = open()) {
            PreparedPlugins prepared = prepare(directory, Settings.empty());
            assertEquals(List.of(), prepared.problems());
            CostInsights.Builder builder = CostInsights.builder();
            prepared.ready().forEach(builder::install);
            AttributionOptions options =
                    AttributionOptions.builder(new TimeSpan(0, TimeSpan.SECOND)).build();
            try (CostInsights insights = builder.build()) {
                return assertThrows(CostInsightsException.class, () -> insights.attribute(options, row -> {}));
            }
        }
    }

    private void assertBroken(String install, String reason) throws IOException {
        PluginForge.plugin(work, "broken")
                .install("if (true) { " + install + " }")
                .folder(plugins);
        try (PluginDirectory directory = open()) {
            PreparedPlugins prepared = prepare(directory, Settings.empty());
            assertEquals(
                    List.of("good"),
                    prepared.ready().stream().map(plugin -> plugin.id()).toList());
            assertEquals("broken", prepared.problems().get(0).id());
            assertTrue(prepared.problems().get(0).reason().contains(reason), prepared.problems()::toString);
        }
    }

    private PluginDirectory open() {
        return PluginDirectory.open(plugins, work.resolve("cache"), "0.1.0");
    }

    private static PreparedPlugins prepare(PluginDirectory directory, Settings settings) {
        return PreparedPlugins.of(directory.loaded(), settings, Clock.systemUTC(), UnaryOperator.identity());
    }
}
