package dev.costinsights.host.plugin;

import org.pf4j.PluginRuntimeException;

/** Carries a reason and a fix out of PF4J's machinery. */
final class BrokenPluginException extends PluginRuntimeException {

    private final String fix;

    BrokenPluginException(String reason, String fix) {
        this(reason, fix, null);
    }

    BrokenPluginException(String reason, String fix, Throwable cause) {
        super(cause, "{}", reason);
        this.fix = fix;
    }

    String fix() {
        return fix;
    }
}
