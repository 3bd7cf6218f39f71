package dev.costinsights.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
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
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a plugin throws, and wherever: it is reported as the plugin's, and nothing stays open. */
class PluginFailuresTest {

    private static final AttributionOptions ANY_WINDOW =
            AttributionOptions.builder(new TimeSpan(0, 1)).build();

    @TempDir
    Path folder;

    private final List<String> closed = new ArrayList<>();

    @Test
    void problems_of_settings_and_of_plugins_are_reported_at_once() {
        CostInsights.Builder builder = CostInsights.builder()
                .install(new TestPlugin("sql", context -> {}))
                .config(Config.of(Map.of(
                        "recording.ulr", "x", "recording.bytes", "5", "sql.histroy", "true", "nobody.key", "1")));

        String text = assertThrows(CostInsightsException.class, builder::build).getMessage();

        assertTrue(text.contains("setting recording.ulr is read by nobody"), text);
        assertTrue(text.contains("setting recording.bytes is '5'"), text);
        assertTrue(text.contains("setting sql.histroy is read by nobody"), text);
        assertTrue(text.contains("setting nobody belongs to no installed plugin"), text);
    }

    @Test
    void an_install_that_throws_anything_is_reported_and_closes_what_others_opened() {
        for (Supplier<Throwable> failure : List.<Supplier<Throwable>>of(
                () -> new AssertionError("no"),
                () -> new ServiceConfigurationError("no"),
                StackOverflowError::new,
                () -> new IOException("sneaky"))) {
            closed.clear();
            CostInsights.Builder builder = CostInsights.builder()
                    .install(opening())
                    .install(new TestPlugin("failing", context -> sneak(failure.get())));

            CostInsightsException problem = assertThrows(CostInsightsException.class, builder::build);

            assertTrue(
                    problem.getMessage().startsWith("plugin failing (" + TestPlugin.class.getName() + ") cannot be"));
            assertEquals(failure.get().getClass(), problem.getCause().getClass());
            assertEquals(List.of("closed"), closed);
        }
    }

    @Test
    void an_install_for_which_memory_does_not_suffice_closes_what_others_opened() {
        CostInsights.Builder builder = CostInsights.builder()
                .install(opening())
                .install(new TestPlugin("failing", context -> sneak(new OutOfMemoryError("no"))));

        assertThrows(OutOfMemoryError.class, builder::build);
        assertEquals(List.of("closed"), closed);
    }

    @Test
    void a_source_that_cannot_say_its_name_is_reported() {
        CostInsights.Builder builder = CostInsights.builder()
                .install(opening())
                .install(new TestPlugin("nameless", context -> context.register(new Source(null, facts -> {}))));

        CostInsightsException problem = assertThrows(CostInsightsException.class, builder::build);

        assertTrue(problem.getMessage().contains("plugin nameless"), problem.getMessage());
        assertEquals(List.of("closed"), closed);
    }

    @Test
    void a_service_entry_of_a_class_that_is_gone_is_reported() throws Exception {
        Path file = folder.resolve("META-INF/services/dev.costinsights.core.spi.CostInsightsPlugin");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "com.example.Gone\n" + Discovered.class.getName() + "\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            CostInsights.Builder builder = CostInsights.builder()
                    .discoverPlugins(loader)
                    .config(Config.of(Map.of("discovered.key", "1", "nobody.key", "1")));

            String text =
                    assertThrows(CostInsightsException.class, builder::build).getMessage();

            assertTrue(text.contains("com.example.Gone"), text);
            assertTrue(text.contains("setting discovered.key is read by nobody"), text);
            assertTrue(text.contains("installed are [discovered]"), text);
        }
    }

    @Test
    void a_resource_that_throws_an_error_keeps_no_other_open() {
        CostInsights insights = CostInsights.builder()
                .install(opening())
                .install(new TestPlugin(
                        "closing", context -> context.closeOnShutdown(() -> sneak(new NoClassDefFoundError("gone")))))
                .build();

        insights.close();

        assertEquals(List.of("closed"), closed);
    }

    @Test
    void a_resource_for_which_memory_does_not_suffice_keeps_no_other_open() {
        CostInsights insights = CostInsights.builder()
                .install(opening())
                .install(new TestPlugin(
                        "closing", context -> context.closeOnShutdown(() -> sneak(new OutOfMemoryError("no")))))
                .build();

        assertThrows(OutOfMemoryError.class, insights::close);
        assertEquals(List.of("closed"), closed);
    }

    @Test
    void whatever_a_source_throws_is_reported_as_its_plugins() {
        Map<Throwable, String> wordings = Map.of(
                new IOException("sneaky"), "failed, which is a bug in it",
                new AssertionError("no"), "failed, which is a bug in it",
                new StackOverflowError(), "failed, which is a bug in it",
                new NoClassDefFoundError("com/example/Gone"), "lacks a class",
                new NoClassDefFoundError("Could not initialize class X"), "failed to initialise a class",
                new ExceptionInInitializerError(new IllegalStateException("no")),
                        "failed to initialise a class: java.lang.Ill",
                new NoSuchMethodError("m"), "was built for another version of the plugin API",
                new AbstractMethodError("m"), "was built for another version of the plugin API",
                new UnsupportedClassVersionError("v"), "was built for a newer Java");
        wordings.forEach((thrown, wording) -> {
            try (CostInsights insights = CostInsights.builder()
                    .install(new TestPlugin(
                            "acme", context -> context.register(new Source("bill", facts -> sneak(thrown)))))
                    .build()) {

                CostInsightsException failure =
                        assertThrows(CostInsightsException.class, () -> insights.attribute(ANY_WINDOW, row -> {}));

                assertEquals(ErrorCode.INTERNAL, failure.code());
                assertSame(thrown, failure.getCause());
                String expected = "source bill of plugin acme " + wording;
                assertTrue(failure.getMessage().startsWith(expected), failure.getMessage());
            }
        });
    }

    @Test
    void what_only_the_jvm_can_throw_is_nobodys_bug() {
        try (CostInsights insights = CostInsights.builder()
                .install(new TestPlugin(
                        "acme",
                        context -> context.register(new Source("bill", facts -> sneak(new OutOfMemoryError("no"))))))
                .build()) {
            assertThrows(OutOfMemoryError.class, () -> insights.attribute(ANY_WINDOW, row -> {}));
        }
        assertFalse(PluginFaults.isFatal(new StackOverflowError()));
    }

    private TestPlugin opening() {
        return new TestPlugin("opening", context -> context.closeOnShutdown(() -> closed.add("closed")));
    }

    /** Throws anything, as code that is not Java's may. */
    @SuppressWarnings({"unchecked", "DoNotCallSuggester"}) // to throw is what it is for
    static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }

    /** A source; one without a name fails when it is asked for it. */
    private record Source(String name, Consumer<FactSink> collect) implements CostSource {

        @Override
        public String name() {
            if (name == null) {
                throw new IllegalStateException("no name");
            }
            return name;
        }

        @Override
        public void collect(CollectionRequest request, FactSink facts) {
            collect.accept(facts);
        }
    }

    /** Named by a service file that the test writes. */
    public static final class Discovered implements CostInsightsPlugin {

        @Override
        public String id() {
            return "discovered";
        }

        @Override
        public void install(PluginContext context) {}
    }
}
