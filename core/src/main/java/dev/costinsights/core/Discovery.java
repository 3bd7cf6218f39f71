package dev.costinsights.core;

import dev.costinsights.core.spi.CostInsightsPlugin;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the plugins that service files name. */
final class Discovery {

    /** A service file that cannot be read may fail at each step for ever. */
    private static final int MOST_FAILURES = 100;

    private Discovery() {}

    /** Adds all that can be made; an entry that cannot, such as one of a class that is gone, is a problem and stops no other. */
    static void of(ClassLoader loader, List<CostInsightsPlugin> found, Problems problems) {
        Iterator<CostInsightsPlugin> plugins =
                ServiceLoader.load(CostInsightsPlugin.class, loader).iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!plugins.hasNext()) {
                    return;
                }
                found.add(plugins.next());
            } catch (Throwable e) {
                PluginFaults.throwIfFatal(e);
                failures++;
                boolean cannotBeMade = e.getCause() instanceof NoSuchMethodException;
                String because = e.getCause() == null || cannotBeMade ? "" : ": " + e.getCause();
                problems.add(
                        "a plugin that META-INF/services names cannot be loaded: " + e.getMessage() + because
                                + (cannotBeMade
                                        ? "; give its class a public constructor without parameters"
                                        : "; remove the entry, or add what it needs to the class path"),
                        e);
            }
        }
    }
}
