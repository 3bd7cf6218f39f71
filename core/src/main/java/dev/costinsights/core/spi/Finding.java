package dev.costinsights.core.spi;

import java.util.Objects;

/**
 * Something that was looked at, and how it is.
 *
 * @param subject what was looked at: {@code login}, {@code billing.usage}, ...
 * @param detail what was found, one sentence; never holds a secret
 * @param fix what to do about it, ready to be run where that is possible; empty when nothing
 */
public record Finding(String subject, Status status, String detail, String fix) {

    /** How something is. */
    public enum Status {
        OK,
        /** It works, but less well or less completely than it could. */
        WARN,
        FAIL
    }

    public Finding {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(fix, "fix");
    }
}
