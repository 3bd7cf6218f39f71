package dev.costinsights.plugin.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.CostInsightsPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip as PF4J and the host want it, see reference/plugins-and-class-loading.md. */
class PluginZipIT {

    private static final Path ZIP = Path.of(System.getProperty("plugin.zip"));

    @TempDir
    Path folder;

    @Test
    void properties_stand_at_the_root_and_the_SDK_is_in_it_but_no_driver() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            List<String> files = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .sorted()
                    .toList();

            List<String> jars = files.subList(0, files.size() - 1);
            assertEquals("plugin.properties", files.get(files.size() - 1));
            for (String own : List.of("plugin-sql-", "databricks-sdk-java-", "jackson-databind-", "jcl-over-slf4j-")) {
                assertEquals(
                        1,
                        jars.stream()
                                .filter(jar -> jar.startsWith("lib/" + own))
                                .count(),
                        own + " in " + jars);
            }
            // A copy of what the host shares would be another class of the same name; commons-logging has a stand-in.
            for (String alien :
                    List.of("core-", "slf4j-api-", "pf4j-", "commons-logging-", "databricks-jdbc-", "h2-", "junit-")) {
                assertTrue(jars.stream().noneMatch(jar -> jar.startsWith("lib/" + alien)), alien + " in " + jars);
            }
        }
    }

    @Test
    void the_properties_say_what_the_host_asks() throws IOException {
        Properties properties = new Properties();
        try (ZipFile zip = new ZipFile(ZIP.toFile());
                InputStream stream = zip.getInputStream(zip.getEntry("plugin.properties"))) {
            properties.load(stream);
        }

        assertEquals("sql", properties.get("plugin.id"));
        assertTrue(properties.getProperty("plugin.version").matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"));
        assertEquals(">=0.1.0 & <1.0.0", properties.get("plugin.requires"));
        assertEquals("Apache-2.0", properties.get("plugin.license"));
        assertEquals(null, properties.get("plugin.class"));
    }

    @Test
    void it_loads_alone_in_a_class_loader_of_its_own() throws IOException {
        List<URL> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
                Path jar = folder.resolve(Path.of(entry.getName()).getFileName());
                try (InputStream stream = zip.getInputStream(entry)) {
                    Files.copy(stream, jar);
                }
                jars.add(jar.toUri().toURL());
            }
        }
        try (URLClassLoader loader = new PluginFirst(jars.toArray(new URL[0]))) {
            List<CostInsightsPlugin> plugins = ServiceLoader.load(CostInsightsPlugin.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(plugin -> plugin.getClass().getClassLoader() == loader)
                    .toList();

            assertEquals(1, plugins.size());
            assertEquals("sql", plugins.get(0).id());
        }
    }

    /** What PF4J's class loader does: the plugin's own classes first. */
    private static final class PluginFirst extends URLClassLoader {

        PluginFirst(URL[] jars) {
            super(jars, PluginZipIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (name.startsWith("dev.costinsights.plugin.")) {
                    return findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        }
    }
}
