package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that went wrong between here and the warehouse, understood.
 *
 * @param message for the user, without secrets
 * @param kind what to do about it
 * @param retryAfter what the server said about when to come back
 */
record Failure(ErrorCode code, String message, Kind kind, Optional<Duration> retryAfter) {

    /** What to do about a failure. */
    enum Kind {
        /** It may pass; the same may be tried again. */
        PASSING,
        /** The token was refused; with a fresh one it may be tried again. */
        TOKEN,
        /** The warehouse refuses the statement; it works, but not for this table or query. */
        STATEMENT,
        /** It stays until somebody changes something. */
        LASTING
    }

    static Failure lasting(ErrorCode code, String message) {
        return new Failure(code, message, Kind.LASTING, Optional.empty());
    }

    static Failure ofStatement(ErrorCode code, String message) {
        return new Failure(code, message, Kind.STATEMENT, Optional.empty());
    }

    static Failure passing(ErrorCode code, String message) {
        return new Failure(code, message, Kind.PASSING, Optional.empty());
    }

    boolean mayPass() {
        return kind == Kind.PASSING;
    }

    /**
     * The failure as the host gets it. The driver's own exception is left behind: its text, and that of its causes, is
     * not ours to vouch for.
     */
    CostInsightsException exception() {
        return new CostInsightsException(code, message);
    }

    /** A failure on its way to whoever decides about repeating. */
    static final class Thrown extends Exception {
        private final transient Failure failure;

        Thrown(Failure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
