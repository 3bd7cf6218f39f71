package dev.costinsights.host.plugin;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * The parent of every plugin's class loader: the JDK, and of the host only what plugins share with it. The rest of the
 * host's class path stays invisible, so that no plugin works by accident of what the host happens to ship.
 */
final class SharedClasses extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private static final List<String> PACKAGES = List.of("dev.costinsights.core.", "org.slf4j.", "org.pf4j.");

    private final ClassLoader host;

    SharedClasses(ClassLoader host) {
        super("cost-insights-shared", ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    /** Whether a class must be the host's own, even if a plugin brings a copy. */
    static boolean isShared(String className) {
        for (String prefix : PACKAGES) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isShared(name)) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected URL findResource(String name) {
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return Collections.emptyEnumeration();
    }
}
