package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.CostInsightsException;
import java.util.ServiceConfigurationError;

/** What a thrown thing means to the person who installed the plugin. */
record Diagnosis(String reason, String fix) {

    private static final int FIRST_CLASS_FILE = 44;

    static Diagnosis of(Throwable thrown) {
        Throwable cause = thrown;
        // These only wrap what happened.
        while (cause.getCause() != null
                && (cause instanceof ServiceConfigurationError
                        || cause instanceof ExceptionInInitializerError
                        || cause instanceof IllegalStateException)) {
            cause = cause.getCause();
        }
        if (cause instanceof BrokenPluginException broken) {
            return new Diagnosis(broken.getMessage(), broken.fix());
        }
        if (cause instanceof CostInsightsException known) {
            return new Diagnosis(known.getMessage(), "change the setting, or remove the plugin");
        }
        if (cause instanceof UnsupportedClassVersionError) {
            return new Diagnosis(
                    "it is built for a newer Java than " + Runtime.version().feature() + newer(cause.getMessage()),
                    "run the host on that Java, or build the plugin for this one");
        }
        if (cause instanceof LinkageError || cause instanceof ClassNotFoundException) {
            return new Diagnosis(
                    "a class does not fit or is missing: " + text(cause),
                    "build it against this host's API, and put the libraries that it needs into lib/");
        }
        if (cause instanceof NoSuchMethodException && thrown instanceof ServiceConfigurationError) {
            return new Diagnosis(
                    "its entry point cannot be made: " + text(cause),
                    "give the class a public constructor without parameters");
        }
        if (cause instanceof ServiceConfigurationError) {
            return new Diagnosis(
                    text(cause).replace("dev.costinsights.core.spi.", ""), "correct " + EntryPoint.SERVICE_FILE);
        }
        return new Diagnosis("it fails with " + text(cause), "tell its author; -v shows where it fails");
    }

    private static String newer(String message) {
        String marker = "class file version ";
        int at = message == null ? -1 : message.indexOf(marker);
        if (at < 0) {
            return "";
        }
        String number = message.substring(at + marker.length()).split("[^0-9]", 2)[0];
        return " (Java " + (Integer.parseInt(number) - FIRST_CLASS_FILE) + ")";
    }

    private static String text(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return (thrown.getClass().getSimpleName() + message).lines().findFirst().orElse("");
    }
}
