package dev.costinsights.core.spi;

import java.util.Objects;

/**
 * The one exception that the engine and its plugins throw on purpose. Its message is written for the user: it names the
 * value, the place and what to do, and never holds a secret.
 */
public final class CostInsightsException extends RuntimeException {

    private final ErrorCode code;

    public CostInsightsException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public CostInsightsException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    public ErrorCode code() {
        return code;
    }
}
