package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.CostInsightsPlugin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;

/** Finds a plugin's entry point, and makes one. */
final class EntryPoint {

    static final String SERVICE_FILE = "META-INF/services/" + CostInsightsPlugin.class.getName();

    private EntryPoint() {}

    /**
     * A new one, constructed with its own loader as context class loader.
     *
     * @throws BrokenPluginException when there is not exactly one; whatever else the plugin throws comes out as it is
     */
    static CostInsightsPlugin of(String id, ClassLoader loader) {
        return InPlugin.call(id, loader, () -> {
            List<ServiceLoader.Provider<CostInsightsPlugin>> own = new ArrayList<>();
            Iterator<ServiceLoader.Provider<CostInsightsPlugin>> found =
                    ServiceLoader.load(CostInsightsPlugin.class, loader).stream()
                            .iterator();
            while (found.hasNext()) {
                ServiceLoader.Provider<CostInsightsPlugin> provider = found.next();
                if (provider.type().getClassLoader() == loader) {
                    own.add(provider);
                }
            }
            if (own.isEmpty()) {
                throw new BrokenPluginException("it names no entry point", "put its class name into " + SERVICE_FILE);
            }
            if (own.size() > 1) {
                throw new BrokenPluginException(
                        "it names " + own.size() + " entry points: "
                                + own.stream()
                                        .map(p -> p.type().getName())
                                        .sorted()
                                        .toList(),
                        "leave one of them in " + SERVICE_FILE);
            }
            CostInsightsPlugin plugin = own.get(0).get();
            if (!id.equals(plugin.id())) {
                throw new BrokenPluginException(
                        "plugin.properties calls it '" + id + "', its class '" + plugin.id() + "'",
                        "give both the same id");
            }
            return plugin;
        });
    }
}
