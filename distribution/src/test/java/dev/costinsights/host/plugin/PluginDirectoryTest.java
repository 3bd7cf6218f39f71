package dev.costinsights.host.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.CostInsightsPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** However a plugin is broken: the good one beside it works, and the reason is said. */
final class PluginDirectoryTest {

    @TempDir
    private Path work;

    private Path plugins;

    @BeforeEach
    void aGoodPluginAtBothEnds() throws IOException {
        plugins = Files.createDirectories(work.resolve("plugins"));
        PluginForge.plugin(work, "agood").folder(plugins);
        PluginForge.plugin(work, "zgood").zip(plugins);
    }

    @Test
    void foldersAndZipsLoad() {
        try (PluginDirectory directory = open()) {
            assertEquals(List.of("agood", "zgood"), ids(directory));
            assertEquals(List.of(), directory.problems());
            InstalledPlugin plugin = directory.loaded().get(0);
            assertEquals("1.0.0", plugin.version());
            assertEquals(
                    plugin.loader(),
                    EntryPoint.of(plugin.id(), plugin.loader()).getClass().getClassLoader());
        }
    }

    @Test
    void zipIsUnpackedOnceAndNeverBesideItself() throws IOException {
        open().close();
        open().close();
        try (Stream<Path> beside = Files.list(plugins);
                Stream<Path> unpacked = Files.list(work.resolve("cache"))) {
            assertEquals(2, beside.count());
            assertEquals(1, unpacked.count());
        }
    }

    @Test
    void missingFolderHasNoPlugins() {
        try (PluginDirectory directory = PluginDirectory.open(work.resolve("nowhere"), work, "0.1.0")) {
            assertEquals(List.of(), directory.loaded());
            assertEquals(List.of(), directory.problems());
        }
    }

    @Test
    void constructorThrows() throws IOException {
        PluginForge.plugin(work, "broken")
                .constructor("if (true) throw new IllegalArgumentException(\"no luck\");")
                .folder(plugins);
        assertBroken("no luck");
    }

    @Test
    void constructorThrowsAnError() throws IOException {
        PluginForge.plugin(work, "broken")
                .constructor("if (true) throw new AssertionError(\"not today\");")
                .folder(plugins);
        assertBroken("not today");
    }

    @Test
    void constructorExhaustsTheStack() throws IOException {
        PluginForge.plugin(work, "broken").constructor("new EntryPlugin();").folder(plugins);
        assertBroken("StackOverflowError");
    }

    @Test
    void staticInitialiserThrows() throws IOException {
        PluginForge.plugin(work, "broken")
                .member("static { if (true) throw new IllegalStateException(\"static trouble\"); }")
                .folder(plugins);
        assertBroken("static trouble");
    }

    @Test
    void newerClassFile() throws IOException {
        Path folder = PluginForge.plugin(work, "broken").folder(work.resolve("elsewhere"));
        byte[] compiled = bytesOfEntryPoint(folder);
        compiled[7] = 90;
        PluginForge.plugin(work, "broken")
                .inJar("broken/EntryPlugin.class", compiled)
                .folder(plugins);
        assertBroken("newer Java than " + Runtime.version().feature() + " (Java 46)");
    }

    @Test
    void truncatedClassFile() throws IOException {
        Path folder = PluginForge.plugin(work, "broken").folder(work.resolve("elsewhere"));
        byte[] compiled = bytesOfEntryPoint(folder);
        PluginForge.plugin(work, "broken")
                .inJar("broken/EntryPlugin.class", Arrays.copyOf(compiled, compiled.length / 2))
                .folder(plugins);
        assertBroken("ClassFormatError");
    }

    @Test
    void jarThatIsNone() throws IOException {
        Path folder = PluginForge.plugin(work, "broken").folder(plugins);
        Files.writeString(folder.resolve("lib/broken.jar"), "half a download");
        assertBroken("names no entry point");
    }

    @Test
    void requiresIsMissing() throws IOException {
        PluginForge.plugin(work, "broken").property("plugin.requires", null).folder(plugins);
        assertBroken("no plugin.requires");
    }

    @Test
    void requiresIsNoRange() throws IOException {
        PluginForge.plugin(work, "broken").property("plugin.requires", "banana").folder(plugins);
        assertBroken("'banana'");
    }

    @Test
    void requiresANewerHost() throws IOException {
        PluginForge.plugin(work, "broken")
                .property("plugin.requires", ">=2.0.0 & <3.0.0")
                .folder(plugins);
        assertBroken("this host has 0.1.0");
    }

    @Test
    void requiresAnOlderHost() throws IOException {
        PluginForge.plugin(work, "broken").property("plugin.requires", "<0.1.0").folder(plugins);
        assertBroken("this host has 0.1.0");
    }

    @Test
    void requiresHasNoEnd() throws IOException {
        for (String open : List.of(">=0.1.0", "<2.0.0", ">0.0.1 | <0.0.1")) {
            PluginForge.plugin(work, "broken").property("plugin.requires", open).folder(plugins);
            assertBroken("which API 1.0.0 would fit too");
        }
    }

    @Test
    void idIsASectionOfTheHostsSettings() throws IOException {
        PluginForge.plugin(work, "broken").property("plugin.id", "recording").folder(plugins);
        assertBroken("plugin.id is 'recording', which is a section of the host's own settings");
    }

    @Test
    void entryPointHasNoPublicConstructor() throws IOException {
        PluginForge.plugin(work, "broken")
                .member("public static final class Needy implements dev.costinsights.core.spi.CostInsightsPlugin {"
                        + " public Needy(int needed) {} public String id() { return \"broken\"; }"
                        + " public void install(dev.costinsights.core.spi.PluginContext context) {} }")
                .services("broken.EntryPlugin$Needy")
                .folder(plugins);
        assertBroken("its entry point cannot be made");
    }

    @Test
    void versionIsNone() throws IOException {
        PluginForge.plugin(work, "broken").property("plugin.version", "1.0").folder(plugins);
        assertBroken("plugin.version is '1.0'");
    }

    @Test
    void idIsNone() throws IOException {
        PluginForge.plugin(work, "broken").property("plugin.id", "Not An Id").folder(plugins);
        assertBroken("plugin.id is 'Not An Id'");
    }

    @Test
    void idIsNotTheEntryPoints() throws IOException {
        PluginForge.plugin(work, "broken").property("plugin.id", "other").folder(plugins);
        assertBroken("calls it 'other', its class 'broken'");
    }

    @Test
    void dependsOnAnotherPlugin() throws IOException {
        PluginForge.plugin(work, "broken")
                .property("plugin.dependencies", "agood")
                .folder(plugins);
        assertBroken("depends on other plugins");
    }

    @Test
    void hasAPf4jClass() throws IOException {
        PluginForge.plugin(work, "broken")
                .property("plugin.class", "broken.Missing")
                .folder(plugins);
        assertBroken("plugin.class names broken.Missing");
    }

    @Test
    void noServiceFile() throws IOException {
        PluginForge.plugin(work, "broken").services().folder(plugins);
        assertBroken("names no entry point");
    }

    @Test
    void serviceFileNamesNoClass() throws IOException {
        PluginForge.plugin(work, "broken").services("broken.Nothing").folder(plugins);
        assertBroken("broken.Nothing");
    }

    @Test
    void serviceFileNamesSomethingElse() throws IOException {
        PluginForge.plugin(work, "broken").services("java.lang.String").folder(plugins);
        assertBroken("names no entry point");
    }

    @Test
    void twoEntryPoints() throws IOException {
        PluginForge.plugin(work, "broken")
                .member("public static final class Second implements dev.costinsights.core.spi.CostInsightsPlugin {"
                        + " public String id() { return \"second\"; }"
                        + " public void install(dev.costinsights.core.spi.PluginContext context) {} }")
                .services("broken.EntryPlugin", "broken.EntryPlugin$Second")
                .folder(plugins);
        assertBroken("names 2 entry points");
    }

    @Test
    void halfCopiedFolder() throws IOException {
        Path folder = PluginForge.plugin(work, "broken").folder(plugins);
        Files.delete(folder.resolve("plugin.properties"));
        assertBroken("no plugin.properties");
    }

    @Test
    void bareJar() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "");
        assertBroken("a jar is no plugin");
    }

    @Test
    void secondOfAnId() throws IOException {
        PluginForge.plugin(work, "agood").zip(plugins);
        assertBroken("belongs to agood already");
    }

    @Test
    void bringsItsOwnCore() throws IOException {
        PluginForge.plugin(work, "broken")
                .inJar("dev/costinsights/core/spi/CostInsightsPlugin.class", bytesOf(CostInsightsPlugin.class))
                .folder(plugins);
        assertBroken("its own copy of the plugin API");
    }

    @Test
    void bringsItsOwnLoggingAndGetsTheHosts() throws IOException {
        PluginForge.plugin(work, "logging")
                .inJar("org/slf4j/Logger.class", bytesOf(Logger.class))
                .constructor("org.slf4j.LoggerFactory.getLogger(\"x\").debug(\"y\");")
                .folder(plugins);
        try (PluginDirectory directory = open()) {
            assertEquals(List.of("agood", "logging", "zgood"), ids(directory));
        }
    }

    @Test
    void hostsClassPathIsInvisible() throws IOException {
        PluginForge.plugin(work, "broken")
                .constructor(
                        "System.out.print(picocli.CommandLine.VERSION.isEmpty() ? new picocli.CommandLine(this) : \"\");"
                                + " new picocli.CommandLine(this);")
                .folder(plugins);
        assertBroken("picocli");
    }

    @Test
    void pluginsDoNotShareClasses() throws IOException {
        PluginForge.plugin(work, "bgood").folder(plugins);
        try (PluginDirectory directory = open()) {
            assertNotSame(
                    directory.loaded().get(0).loader(),
                    directory.loaded().get(1).loader());
            assertThrows(
                    ClassNotFoundException.class,
                    () -> directory.loaded().get(0).loader().loadClass("bgood.EntryPlugin"));
        }
    }

    @Test
    void zipThatLeadsOutside() throws IOException {
        for (String name : List.of("../escaped", "/tmp/escaped", "lib/../../escaped", "..\\escaped", "C:/escaped")) {
            PluginForge.zip(plugins.resolve("broken.zip"), Map.of(name, new byte[1]));
            assertBroken("an entry named '" + name + "'");
            assertFalse(Files.exists(work.resolve("escaped")));
        }
    }

    @Test
    void zipBomb() throws IOException {
        PluginForge.zip(plugins.resolve("broken.zip"), Map.of("lib/bomb.jar", new byte[64 << 20]));
        assertBroken("times its own size");
        try (Stream<Path> cache = Files.list(work.resolve("cache"))) {
            assertEquals(
                    List.of(),
                    cache.filter(path -> path.toString().contains("broken")
                                    || path.toString().contains("unpacking"))
                            .toList());
        }
    }

    @Test
    void zipThatIsNone() throws IOException {
        Files.writeString(plugins.resolve("broken.zip"), "<html>404</html>");
        assertBroken("cannot be unpacked");
    }

    @Test
    void zipOfAFolderInAFolder() throws IOException {
        PluginForge.zip(
                plugins.resolve("broken.zip"),
                Map.of("broken/plugin.properties", "plugin.id=broken".getBytes(StandardCharsets.UTF_8)));
        assertBroken("no plugin.properties");
    }

    @Test
    void closedPluginsCanBeCollected() throws InterruptedException {
        WeakReference<ClassLoader> loader = loaderOfAClosedDirectory();
        for (int i = 0; i < 50 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(null, loader.get());
    }

    private WeakReference<ClassLoader> loaderOfAClosedDirectory() {
        try (PluginDirectory directory = open()) {
            return new WeakReference<>(directory.loaded().get(0).loader());
        }
    }

    private PluginDirectory open() {
        return PluginDirectory.open(plugins, work.resolve("cache"), "0.1.0");
    }

    private void assertBroken(String reason) {
        try (PluginDirectory directory = open()) {
            assertEquals(List.of("agood", "zgood"), ids(directory));
            assertEquals(
                    1, directory.problems().size(), () -> directory.problems().toString());
            PluginProblem problem = directory.problems().get(0);
            assertTrue(problem.reason().contains(reason), problem::toString);
            assertFalse(problem.fix().isBlank());
            assertFalse(problem.reason().contains("\n"), problem::toString);
        }
    }

    private static List<String> ids(PluginDirectory directory) {
        return directory.loaded().stream().map(InstalledPlugin::id).toList();
    }

    private byte[] bytesOfEntryPoint(Path folder) throws IOException {
        try (ZipFile jar = new ZipFile(folder.resolve("lib/broken.jar").toFile())) {
            return jar.getInputStream(jar.getEntry("broken/EntryPlugin.class")).readAllBytes();
        }
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }
}
