package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
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

    /**
     * The same, with everything that the code throws by mistake named as the plugin's bug: exceptions that it does not
     * declare, and errors. Only when the virtual machine is at its end, no plugin is named for it.
     */
    @SuppressWarnings("CatchingUnchecked") // whatever a stranger's code throws
    static <T> T guarded(InstalledPlugin plugin, Work<T, InterruptedException> work) throws InterruptedException {
        try {
            return call(plugin.id(), plugin.loader(), work);
        } catch (CostInsightsException | InterruptedException e) {
            throw e;
        } catch (LinkageError e) {
            throw bug(plugin, "does not fit this host or lacks a class", e);
        } catch (StackOverflowError e) {
            throw bug(plugin, "has a bug", e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw bug(plugin, "has a bug", e);
        }
    }

    private static CostInsightsException bug(InstalledPlugin plugin, String what, Throwable cause) {
        return new CostInsightsException(
                ErrorCode.INTERNAL,
                "plugin " + plugin.id() + " " + plugin.version() + " " + what + ": " + cause
                        + "; tell its author, with the output of -v",
                cause);
    }
}
