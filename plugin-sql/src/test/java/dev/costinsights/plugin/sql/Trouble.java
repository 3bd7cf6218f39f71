package dev.costinsights.plugin.sql;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.plugin.sql.jdbc.Vendor;
import dev.costinsights.plugin.sql.jdbc.VendorSession;
import dev.costinsights.plugin.sql.jdbc.Wrapping;
import dev.costinsights.plugin.sql.tracking.Channels;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What of ours is broken: each place that the wrappers call, with exceptions and with errors. */
public enum Trouble {
    NONE,
    CONTEXT_EXCEPTION,
    CONTEXT_ERROR,
    CONTEXT_NULL,
    DIALECT_EXCEPTION,
    DIALECT_ERROR,
    CLOCK_EXCEPTION,
    CLOCK_ERROR,
    RECORD_EXCEPTION,
    RECORD_ERROR,
    UNDONE_TOO,
    OPEN_EXCEPTION,
    OPEN_ERROR,
    OPEN_NULL,
    PLACE_ERROR,
    PLACE_NULL,
    ID_EXCEPTION,
    ID_ERROR,
    TAGS_ERROR,
    KIND_ERROR,
    SET_REFUSED,
    SET_ERROR;

    public static final AttributionContext CONTEXT = AttributionContext.builder()
            .opaqueId("5f2c")
            .orchestrator("dagster")
            .job("nightly")
            .run("r1")
            .build();

    private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");

    /** A wrapping in which this is broken and all channels are on. */
    public Wrapping wrapping(AttributionContext context) {
        return new Wrapping(tracking(context), vendor());
    }

    public Tracking tracking(AttributionContext context) {
        return new Tracking(scope(context), recorder(), clock(), new Channels(true, true, true, false, true));
    }

    /** What the driver throws when it is to set query tags; or null. */
    public Throwable ofSetting() {
        if (this == SET_REFUSED) {
            return new SQLException("no such setting");
        }
        return this == SET_ERROR ? new StackOverflowError() : null;
    }

    private void hit(Trouble exception, Trouble error) {
        if (this == exception) {
            throw new IllegalStateException(name());
        }
        if (this == error) {
            throw new LinkageError(name());
        }
    }

    private AttributionScope scope(AttributionContext context) {
        return new AttributionScope() {
            @Override
            public AttributionContext context() {
                hit(CONTEXT_EXCEPTION, CONTEXT_ERROR);
                return Trouble.this == CONTEXT_NULL ? null : context;
            }

            @Override
            public TagDialect dialect() {
                hit(DIALECT_EXCEPTION, DIALECT_ERROR);
                return TagDialect.DAGSTER;
            }
        };
    }

    private ExecutionRecorder recorder() {
        return new ExecutionRecorder() {
            @Override
            public void record(ExecutionEvent event) {
                hit(RECORD_EXCEPTION, RECORD_ERROR);
                hit(UNDONE_TOO, UNDONE_TOO);
            }

            @Override
            public void undone(String reason, Throwable cause) {
                hit(UNDONE_TOO, UNDONE_TOO);
            }
        };
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                hit(CLOCK_EXCEPTION, CLOCK_ERROR);
                return NOW;
            }
        };
    }

    private Vendor vendor() {
        return connection -> {
            hit(OPEN_EXCEPTION, OPEN_ERROR);
            return this == OPEN_NULL ? null : new Session();
        };
    }

    private final class Session implements VendorSession {
        @Override
        public ExecutionPlace place() {
            hit(PLACE_NULL, PLACE_ERROR);
            return Trouble.this == PLACE_NULL ? null : ExecutionPlace.UNKNOWN;
        }

        @Override
        public Object connection() {
            return this;
        }

        @Override
        public boolean endsWithConnection() {
            hit(KIND_ERROR, KIND_ERROR);
            return false;
        }

        @Override
        public String queryTags() {
            hit(TAGS_ERROR, TAGS_ERROR);
            return null;
        }

        @Override
        public String statementId(ResultSet rows) {
            hit(ID_EXCEPTION, ID_ERROR);
            return "id-of-rows";
        }

        @Override
        public String statementId(Statement statement) {
            hit(ID_EXCEPTION, ID_ERROR);
            return "id-of-statement";
        }

        @Override
        public boolean executes(Object unwrapped) {
            hit(KIND_ERROR, KIND_ERROR);
            return true;
        }
    }
}
