package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pf4j.PluginWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with plugins: {@code <id>/plugin.properties} with {@code <id>/lib/*.jar}, or the same as a zip. Each is loaded
 * by itself; whatever one of them throws becomes a {@link PluginProblem}.
 */
public final class PluginDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginDirectory.class);

    private final Path folder;
    private final Path cache;
    private final HostPluginManager manager;
    private final List<InstalledPlugin> loaded = new ArrayList<>();
    private final List<PluginProblem> problems = new ArrayList<>();
    private final Map<String, String> fileOfId = new TreeMap<>();

    private PluginDirectory(Path folder, Path cache, HostPluginManager manager) {
        this.folder = folder;
        this.cache = cache;
        this.manager = manager;
    }

    /**
     * Loads what is in a folder, in order of the names. A folder that does not exist has no plugins.
     *
     * @param cache where zips are unpacked
     * @param apiVersion what plugins require; three numbers
     * @throws CostInsightsException when the folder itself cannot be read
     */
    public static PluginDirectory open(Path folder, Path cache, String apiVersion) {
        PluginDirectory directory = new PluginDirectory(folder, cache, new HostPluginManager(folder, apiVersion));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                found.sorted().forEach(directory::consider);
            } catch (IOException e) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION, "cannot read the plugin folder " + folder + ": " + e.getMessage(), e);
            }
        }
        return directory;
    }

    public Path folder() {
        return folder;
    }

    public List<InstalledPlugin> loaded() {
        return List.copyOf(loaded);
    }

    public List<PluginProblem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Stops and unloads all of them. Not through PF4J's own {@code stopPlugins}, which ends at the first exception, and
     * in 3.15.0 throws one by itself.
     */
    @Override
    public void close() {
        for (PluginWrapper wrapper : List.copyOf(manager.getPlugins())) {
            unload(wrapper.getPluginId());
        }
    }

    private void consider(Path path) {
        String name = path.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.startsWith(".")) {
            return;
        }
        if (Files.isDirectory(path) || lower.endsWith(".zip")) {
            load(path);
        } else if (lower.endsWith(".jar")) {
            problems.add(PluginProblem.of(
                    name, "a jar is no plugin", "install the plugin's zip, or its unpacked folder", null));
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a stranger's code throws, the others must load
    private void load(Path path) {
        String name = path.getFileName().toString();
        String id = null;
        try {
            Path unpacked = Files.isDirectory(path) ? path : PluginArchive.unpack(path, cache);
            if (!Files.isRegularFile(unpacked.resolve("plugin.properties"))) {
                throw new BrokenPluginException(
                        "there is no plugin.properties in it", "copy the whole plugin again; it may be half of one");
            }
            refuseSecond(unpacked);
            id = manager.loadPlugin(unpacked);
            fileOfId.put(id, name);
            loaded.add(start(id, name));
        } catch (Throwable e) {
            problems.add(problem(name, id, e));
            if (id != null) {
                unload(id);
            }
        }
    }

    private void refuseSecond(Path unpacked) {
        String id = manager.idIn(unpacked);
        String first = id == null ? null : fileOfId.get(id);
        if (first != null) {
            throw new BrokenPluginException(
                    "its id '" + id + "' belongs to " + first + " already", "remove one of the two");
        }
    }

    private InstalledPlugin start(String id, String name) throws Exception {
        PluginWrapper wrapper = manager.getPlugin(id);
        IsolatedClassLoader loader = (IsolatedClassLoader) wrapper.getPluginClassLoader();
        if (loader.bringsCore()) {
            throw new BrokenPluginException(
                    "it brings its own copy of the plugin API",
                    "give dev.costinsights:core the scope 'provided' and build the plugin again");
        }
        manager.startPlugin(id);
        if (wrapper.getFailedException() != null) {
            throw new IllegalStateException(wrapper.getFailedException());
        }
        EntryPoint.of(id, loader);
        return new InstalledPlugin(
                id,
                wrapper.getDescriptor().getVersion(),
                wrapper.getDescriptor().getRequires(),
                name,
                loader);
    }

    private PluginProblem problem(String name, String id, Throwable thrown) {
        LOG.debug("plugin {} does not load", name, thrown);
        Diagnosis diagnosis = Diagnosis.of(thrown);
        if (id == null) {
            return PluginProblem.of(name, diagnosis.reason(), diagnosis.fix(), thrown);
        }
        PluginWrapper wrapper = manager.getPlugin(id);
        return new PluginProblem(
                name,
                id,
                wrapper.getDescriptor().getVersion(),
                wrapper.getDescriptor().getRequires(),
                diagnosis.reason(),
                diagnosis.fix(),
                thrown);
    }

    private void unload(String id) {
        try {
            manager.unloadPlugin(id);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("plugin {} does not stop cleanly", id, e);
        }
    }
}
