package dev.costinsights.host.plugin;

import org.slf4j.MDC;

/** Runs a plugin's code: with its class loader as the thread's context class loader, and its id on every log line. */
final class InPlugin {

    private static final String KEY = "plugin";

    private InPlugin() {}

    /** A plugin's code. */
    interface Work<T, X extends Exception> {
        T run() throws X;
    }

    /** What the code throws comes out as it is. */
    static <T, X extends Exception> T call(String id, ClassLoader loader, Work<T, X> work) throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        MDC.put(KEY, id);
        try {
            return work.run();
        } finally {
            MDC.remove(KEY);
            thread.setContextClassLoader(before);
        }
    }
}
