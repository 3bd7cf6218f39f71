package dev.costinsights.host.plugin;

import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/** A plugin's own classes first; shared ones always from the host. */
final class IsolatedClassLoader extends PluginClassLoader {

    private static final String CORE = "dev/costinsights/core/spi/CostInsightsPlugin.class";

    IsolatedClassLoader(PluginManager manager, PluginDescriptor descriptor) {
        super(manager, descriptor, new SharedClasses(IsolatedClassLoader.class.getClassLoader()));
    }

    /** Whether the plugin brings a core of its own, which would never be used. */
    boolean bringsCore() {
        return findResource(CORE) != null;
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        return SharedClasses.isShared(className);
    }
}
