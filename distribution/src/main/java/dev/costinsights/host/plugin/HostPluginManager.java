package dev.costinsights.host.plugin;

import dev.costinsights.host.config.HostKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.pf4j.DefaultPluginLoader;
import org.pf4j.DefaultPluginManager;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PropertiesPluginDescriptorFinder;
import org.pf4j.RuntimeMode;

/**
 * PF4J, reduced to what the host relies on: unpacked folders with a {@code plugin.properties}, no status files that it
 * would write, no development mode, and descriptors that are checked before they can stop the loading of others.
 */
final class HostPluginManager extends DefaultPluginManager {

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]+)?");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    HostPluginManager(Path root, String apiVersion) {
        super(root);
        // Without it PF4J ignores what plugins require.
        setSystemVersion(apiVersion);
        // One plugin whose dependencies fail must not stop the loading of all.
        setResolveRecoveryStrategy(ResolveRecoveryStrategy.IGNORE_PLUGIN_AND_CONTINUE);
    }

    /** The id that a folder claims, or null; nothing is checked yet. */
    String idIn(Path folder) {
        return getPluginDescriptorFinder().find(folder).getPluginId();
    }

    @Override
    public RuntimeMode getRuntimeMode() {
        return RuntimeMode.DEPLOYMENT;
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PropertiesPluginDescriptorFinder();
    }

    // What this repository would find is loaded by PluginDirectory, one by one.
    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path path) {
                return false;
            }
        };
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String id) {
                return false;
            }

            @Override
            public void disablePlugin(String id) {
                throw new UnsupportedOperationException("plugins are removed from the folder, not disabled");
            }

            @Override
            public void enablePlugin(String id) {
                // A plugin that PF4J disabled does not fit this host; nothing here could change that.
            }
        };
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new DefaultPluginLoader(this) {
            @Override
            protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
                return new IsolatedClassLoader(HostPluginManager.this, descriptor);
            }
        };
    }

    // Entry points are ours, see EntryPoint; PF4J's own plugin class has nothing to do.
    @Override
    protected PluginFactory createPluginFactory() {
        return wrapper -> new Plugin() {};
    }

    /** Refuses what PF4J would only stumble over later, for all plugins at once. */
    @Override
    protected void validatePluginDescriptor(PluginDescriptor descriptor) {
        String id = descriptor.getPluginId();
        if (id == null || !ID.matcher(id).matches()) {
            throw new BrokenPluginException(
                    id == null || id.isEmpty() ? "plugin.properties has no plugin.id" : "plugin.id is '" + id + "'",
                    "set plugin.id to lower-case letters, digits and hyphens, the first a letter");
        }
        if (HostKeys.isReserved(id)) {
            throw new BrokenPluginException(
                    "plugin.id is '" + id + "', which is a section of the host's own settings", "give it another id");
        }
        String version = descriptor.getVersion();
        if (version == null || !VERSION.matcher(version).matches()) {
            throw new BrokenPluginException(
                    version == null ? "plugin.properties has no plugin.version" : "plugin.version is '" + version + "'",
                    "set plugin.version to three numbers, e.g. 1.0.0");
        }
        if (!descriptor.getDependencies().isEmpty()) {
            throw new BrokenPluginException(
                    "it depends on other plugins, which are invisible to it",
                    "remove plugin.dependencies and put what is needed into lib/");
        }
        String plugin = descriptor.getPluginClass();
        if (plugin != null && !plugin.equals(Plugin.class.getName())) {
            throw new BrokenPluginException(
                    "plugin.class names " + plugin,
                    "remove plugin.class; name the entry point in " + EntryPoint.SERVICE_FILE);
        }
        requires(descriptor.getRequires());
    }

    private void requires(String requires) {
        String api = getSystemVersion();
        String nextMajor = (Integer.parseInt(api.substring(0, api.indexOf('.'))) + 1) + ".0.0";
        String example = "e.g. plugin.requires=>=" + api + " & <" + nextMajor;
        if (requires == null || requires.isBlank() || requires.trim().equals("*")) {
            throw new BrokenPluginException(
                    "plugin.properties has no plugin.requires", "say which API it was built for, " + example);
        }
        boolean fits;
        boolean isOpen;
        try {
            fits = getVersionManager().checkVersionConstraint(api, requires.trim());
            isOpen = getVersionManager().checkVersionConstraint(nextMajor, requires.trim());
        } catch (RuntimeException e) {
            throw new BrokenPluginException(
                    "plugin.requires is '" + requires + "', which is no version range", "write a range, " + example, e);
        }
        if (!fits) {
            throw new BrokenPluginException(
                    "it requires API " + requires + ", this host has " + api,
                    "install the release of the plugin that fits this host, or the host that fits it");
        }
        if (isOpen) {
            throw new BrokenPluginException(
                    "plugin.requires is '" + requires + "', which API " + nextMajor
                            + " would fit too, unknown as it is",
                    "end the range before that, " + example);
        }
    }
}
