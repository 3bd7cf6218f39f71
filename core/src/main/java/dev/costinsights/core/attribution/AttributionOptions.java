package dev.costinsights.core.attribution;

import dev.costinsights.core.model.TimeSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What is asked of a run of the engine. Together with the facts it decides every byte of the result. */
public final class AttributionOptions {

    private final TimeSpan window;
    private final IdlePolicy idlePolicy;
    private final String currency;
    private final Instant asOf;
    private final Instant evidenceEnd;
    private final Duration settleHorizon;
    private final Path spillFolder;

    private AttributionOptions(Builder builder) {
        this.window = builder.window;
        this.idlePolicy = builder.idlePolicy;
        this.currency = builder.currency;
        this.asOf = builder.asOf;
        this.evidenceEnd = builder.evidenceEnd;
        this.settleHorizon = builder.settleHorizon;
        this.spillFolder = builder.spillFolder;
    }

    /** @param window usage that starts in it is attributed */
    public static Builder builder(TimeSpan window) {
        return new Builder(window);
    }

    public TimeSpan window() {
        return window;
    }

    public IdlePolicy idlePolicy() {
        return idlePolicy;
    }

    /** The only currency to price in; empty: US dollars where they are known, else what is. */
    public Optional<String> currency() {
        return Optional.ofNullable(currency);
    }

    /** The moment of knowledge; empty: the end of the newest ingestion date that the sources know, in the window or not. */
    public Optional<Instant> asOf() {
        return Optional.ofNullable(asOf);
    }

    /**
     * What begins at this moment or later explains nothing: statements, slices of runs, warehouse events. Empty: all that
     * sources bring may explain. A ledger of which the end is set does not change with what comes after it.
     */
    public Optional<Instant> evidenceEnd() {
        return Optional.ofNullable(evidenceEnd);
    }

    /** Usage that ended less than this before the moment of knowledge is provisional. */
    public Duration settleHorizon() {
        return settleHorizon;
    }

    /** Where statements go that do not fit in memory. */
    public Path spillFolder() {
        return spillFolder;
    }

    /** All but the window is optional. */
    public static final class Builder {
        private final TimeSpan window;
        private IdlePolicy idlePolicy = IdlePolicy.SHOW;
        private String currency;
        private Instant asOf;
        private Instant evidenceEnd;
        private Duration settleHorizon = Duration.ofDays(3);
        private Path spillFolder = Path.of(System.getProperty("java.io.tmpdir"));

        private Builder(TimeSpan window) {
            this.window = Objects.requireNonNull(window, "window");
        }

        public Builder idlePolicy(IdlePolicy value) {
            this.idlePolicy = Objects.requireNonNull(value, "idlePolicy");
            return this;
        }

        public Builder currency(String value) {
            this.currency = value;
            return this;
        }

        public Builder asOf(Instant value) {
            this.asOf = value;
            return this;
        }

        public Builder evidenceEnd(Instant value) {
            this.evidenceEnd = value;
            return this;
        }

        public Builder settleHorizon(Duration value) {
            this.settleHorizon = Objects.requireNonNull(value, "settleHorizon");
            return this;
        }

        public Builder spillFolder(Path value) {
            this.spillFolder = Objects.requireNonNull(value, "spillFolder");
            return this;
        }

        public AttributionOptions build() {
            return new AttributionOptions(this);
        }
    }
}
