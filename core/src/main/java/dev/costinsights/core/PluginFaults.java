package dev.costinsights.core;

/** What the code of plugins throws by mistake. Whatever it is, it is the plugin's; only the JVM's own troubles are not. */
final class PluginFaults {

    private PluginFaults() {}

    /**
     * Whether the JVM itself cannot go on: out of memory, a thread that is stopped. A stack that overflowed is as good as ever
     * by the time it is caught; the code that filled it is at fault.
     */
    static boolean isFatal(Throwable thrown) {
        return (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError))
                || thrown instanceof ThreadDeath;
    }

    /** Throws it again when nobody may keep it. */
    static void throwIfFatal(Throwable thrown) {
        if (isFatal(thrown)) {
            throw (Error) thrown;
        }
    }

    /** What somebody did who threw this, to stand behind a name: {@code failed, which is a bug in it: ...}. */
    static String did(Throwable thrown) {
        if (thrown instanceof ExceptionInInitializerError failed) {
            Throwable cause = failed.getCause();
            return "failed to initialise a class: " + (cause == null ? failed : cause);
        }
        if (thrown instanceof NoClassDefFoundError missing) {
            // What the JVM says from the second time on.
            boolean failed = String.valueOf(missing.getMessage()).startsWith("Could not initialize");
            return (failed ? "failed to initialise a class: " : "lacks a class, of a library most often: ") + missing;
        }
        if (thrown instanceof UnsupportedClassVersionError) {
            return "was built for a newer Java than " + Runtime.version().feature() + ": " + thrown;
        }
        if (thrown instanceof IncompatibleClassChangeError) {
            return "was built for another version of the plugin API, or of a library: " + thrown;
        }
        if (thrown instanceof LinkageError) {
            return "has a class that does not fit: " + thrown;
        }
        return "failed, which is a bug in it: " + thrown;
    }
}
