package dev.costinsights.host.plugin;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes plugins, good and broken, from source text: compiled, packed into a jar, laid out as the host expects them. */
public final class PluginForge {

    /** A plugin that works and brings nothing. */
    public static final String GOOD = """
            package %1$s;
            public final class %2$s implements dev.costinsights.core.spi.CostInsightsPlugin {
              public %2$s() { %3$s }
              @Override public String id() { return "%1$s"; }
              @Override public void install(dev.costinsights.core.spi.PluginContext context) { %4$s }
            }
            """;

    private final Path work;
    private final String id;
    private final Map<String, String> properties = new TreeMap<>();
    private final List<String> services = new ArrayList<>();
    private final Map<String, byte[]> extra = new TreeMap<>();
    private String source;

    private PluginForge(Path work, String id) {
        this.work = work;
        this.id = id;
        this.source = GOOD.formatted(id, "EntryPlugin", "", "");
        properties.put("plugin.id", id);
        properties.put("plugin.version", "1.0.0");
        properties.put("plugin.requires", ">=0.1.0 & <1.0.0");
        services.add(id + ".EntryPlugin");
    }

    /**
     * A good plugin, until something is changed.
     *
     * @param id also its package
     */
    public static PluginForge plugin(Path work, String id) {
        return new PluginForge(work, id);
    }

    /** Java statements in the entry point's constructor. */
    public PluginForge constructor(String code) {
        source = GOOD.formatted(id, "EntryPlugin", code, "");
        return this;
    }

    /** Java statements in {@code install(context)}. */
    public PluginForge install(String code) {
        source = GOOD.formatted(id, "EntryPlugin", "", code);
        return this;
    }

    /** Members of the entry point beside its own. */
    public PluginForge member(String code) {
        source = source.replace("public EntryPlugin()", code + " public EntryPlugin()");
        return this;
    }

    /** Null takes the property away. */
    public PluginForge property(String key, String value) {
        if (value == null) {
            properties.remove(key);
        } else {
            properties.put(key, value);
        }
        return this;
    }

    public PluginForge services(String... names) {
        services.clear();
        services.addAll(List.of(names));
        return this;
    }

    /** A file in the plugin's jar. */
    public PluginForge inJar(String name, byte[] content) {
        extra.put(name, content);
        return this;
    }

    /** Writes {@code <folder>/<id>/}. */
    public Path folder(Path folder) throws IOException {
        Path plugin = Files.createDirectories(folder.resolve(id));
        writeProperties(plugin.resolve("plugin.properties"));
        writeJar(Files.createDirectories(plugin.resolve("lib")).resolve(id + ".jar"));
        return plugin;
    }

    /** Writes {@code <folder>/<id>.zip}. */
    public Path zip(Path folder) throws IOException {
        Path unpacked = folder(Files.createTempDirectory(work, "zip"));
        Path zip = Files.createDirectories(folder).resolve(id + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> tree = Files.walk(unpacked)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                entry(out, unpacked.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return zip;
    }

    /** A zip of anything. */
    public static void zip(Path zip, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                entry(out, entry.getKey(), entry.getValue());
            }
        }
    }

    private void writeProperties(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        properties.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(file, text);
    }

    private void writeJar(Path jar) throws IOException {
        Path classes = Files.createTempDirectory(work, "classes");
        compile(classes);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> tree = Files.walk(classes)) {
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString();
                if (!extra.containsKey(name)) {
                    entry(out, name, Files.readAllBytes(file));
                }
            }
            for (Map.Entry<String, byte[]> entry : extra.entrySet()) {
                entry(out, entry.getKey(), entry.getValue());
            }
            if (!services.isEmpty()) {
                entry(out, EntryPoint.SERVICE_FILE, String.join("\n", services).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void compile(Path classes) throws IOException {
        Path file = Files.createDirectories(classes.resolveSibling(classes.getFileName() + "-source")
                        .resolve(id))
                .resolve("EntryPlugin.java");
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean done = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path")),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        if (!done) {
            throw new IllegalStateException(messages + "\n" + source);
        }
    }

    private static void entry(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
