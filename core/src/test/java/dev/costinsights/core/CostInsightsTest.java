package dev.costinsights.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.PluginContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CostInsightsTest {

    private static final AttributionOptions ANY_WINDOW =
            AttributionOptions.builder(new TimeSpan(0, 1)).build();

    @Test
    void everyProblemIsReportedAtOnce() {
        CostInsights.Builder builder = CostInsights.builder()
                .install(plugin("Bad Id", context -> {}))
                .install(plugin("twice", context -> {}))
                .install(plugin("twice", context -> {}))
                .install(plugin("broken", context -> {
                    throw new IllegalStateException("no");
                }))
                .config(Config.of(Map.of("twice.sise", "1", "nobody.key", "2")));

        CostInsightsException problems = assertThrows(CostInsightsException.class, builder::build);

        assertEquals(ErrorCode.CONFIGURATION, problems.code());
        String text = problems.getMessage();
        assertTrue(text.contains("'Bad Id'"), text);
        assertTrue(text.contains("two plugins have the id 'twice'"), text);
        assertTrue(text.contains("setting twice.sise is read by nobody"), text);
        assertTrue(text.contains("cannot be installed: java.lang.IllegalStateException: no"), text);
        assertTrue(text.contains("setting nobody belongs to no installed plugin"), text);
    }

    @Test
    void settingsThatAPluginReadsFromASectionOfItsOwnAreRead() {
        CostInsights.Builder builder = CostInsights.builder()
                .install(plugin(
                        "acme", context -> context.config().section("retry").integer("most", 1, 1, 10)))
                .config(Config.of(Map.of("acme.retry.most", "3")));

        builder.build().close();
    }

    @Test
    void theObjectsOfPluginsBelongToOneEngine() {
        CostInsights.Builder builder = CostInsights.builder().install(plugin("acme", context -> {}));
        builder.build().close();

        assertTrue(assertThrows(CostInsightsException.class, builder::build)
                .getMessage()
                .contains("make another builder"));
    }

    @Test
    void theSectionOfTheEnginesOwnSettingsIsNoPluginsId() {
        CostInsights.Builder builder = CostInsights.builder().install(plugin("recording", context -> {}));

        assertTrue(assertThrows(CostInsightsException.class, builder::build)
                .getMessage()
                .contains("which is the section of the engine's own settings"));
    }

    @Test
    void twoSourcesOfOneNameAreAProblem() {
        CostInsights.Builder builder = CostInsights.builder().install(plugin("two-sources", context -> {
            context.register(source("same", facts -> {}));
            context.register(source("same", facts -> {}));
        }));

        assertTrue(assertThrows(CostInsightsException.class, builder::build)
                .getMessage()
                .contains("two sources have the name 'same'"));
    }

    @Test
    void resourcesAreClosedTheLastFirstAndOneThatFailsStopsNoOther() {
        List<String> closed = new ArrayList<>();
        CostInsights insights = CostInsights.builder()
                .install(plugin("closing", context -> {
                    context.closeOnShutdown(() -> closed.add("first"));
                    context.closeOnShutdown(() -> {
                        throw new IllegalStateException("cannot close");
                    });
                    context.closeOnShutdown(() -> closed.add("last"));
                }))
                .build();

        insights.close();

        assertEquals(List.of("last", "first"), closed);
    }

    @Test
    void whatWasOpenedIsClosedWhenAnotherPluginFails() {
        List<String> closed = new ArrayList<>();
        CostInsights.Builder builder = CostInsights.builder()
                .install(plugin("opening", context -> context.closeOnShutdown(() -> closed.add("closed"))))
                .install(plugin("failing", context -> {
                    throw new IllegalStateException("no");
                }));

        assertThrows(CostInsightsException.class, builder::build);

        assertEquals(List.of("closed"), closed);
    }

    @Test
    void aBugInASourceIsReportedAsSuch() {
        try (CostInsights insights = CostInsights.builder()
                .install(plugin(
                        "buggy",
                        context -> context.register(source("buggy", facts -> {
                            throw new NullPointerException("oops");
                        }))))
                .build()) {

            CostInsightsException failure =
                    assertThrows(CostInsightsException.class, () -> insights.attribute(ANY_WINDOW, row -> {}));

            assertEquals(ErrorCode.INTERNAL, failure.code());
            assertTrue(failure.getMessage().startsWith("source buggy of plugin buggy failed, which is a bug in it"));
        }
    }

    @Test
    void aSourceRunsUnderItsOwnClassLoader() throws InterruptedException {
        Thread.currentThread().setContextClassLoader(null);
        List<ClassLoader> seen = new ArrayList<>();
        try (CostInsights insights = CostInsights.builder()
                .install(plugin(
                        "loader",
                        context -> context.register(source(
                                "loader",
                                facts -> seen.add(Thread.currentThread().getContextClassLoader())))))
                .build()) {
            insights.attribute(ANY_WINDOW, row -> {});
        }

        assertEquals(List.of(getClass().getClassLoader()), seen);
        Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }

    private static CostInsightsPlugin plugin(String id, Consumer<PluginContext> install) {
        return new CostInsightsPlugin() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public void install(PluginContext context) {
                install.accept(context);
            }
        };
    }

    private static CostSource source(String name, Consumer<FactSink> collect) {
        return new CostSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void collect(CollectionRequest request, FactSink facts) {
                collect.accept(facts);
            }
        };
    }
}
