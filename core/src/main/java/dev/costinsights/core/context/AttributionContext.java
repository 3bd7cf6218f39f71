package dev.costinsights.core.context;

import java.util.List;
import java.util.Objects;

/**
 * What an execution belongs to in the orchestrator that launched it.
 *
 * <p>Every part may be unknown (null); a context in which all of them are is {@link #EMPTY}.
 */
public final class AttributionContext {

    public static final AttributionContext EMPTY = builder().build();

    private final String opaqueId;
    private final String orchestrator;
    private final String job;
    private final String run;
    private final List<String> assets;
    private final int hash;

    private AttributionContext(Builder builder) {
        this.opaqueId = builder.opaqueId;
        this.orchestrator = builder.orchestrator;
        this.job = builder.job;
        this.run = builder.run;
        this.assets = builder.assets;
        this.hash = Objects.hash(opaqueId, orchestrator, job, run, assets);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The id that only its maker understands; what ties an execution to the maker's own records. Or null. */
    public String opaqueId() {
        return opaqueId;
    }

    /** {@code dagster}, {@code airflow}, {@code dbt}, ...; or null. */
    public String orchestrator() {
        return orchestrator;
    }

    /** The orchestrator's job, DAG or project; or null. */
    public String job() {
        return job;
    }

    /** The orchestrator's run; or null. */
    public String run() {
        return run;
    }

    /** What the execution makes, e.g. asset keys or a dbt node; never null, no two equal. */
    public List<String> assets() {
        return assets;
    }

    public boolean isEmpty() {
        return opaqueId == null && orchestrator == null && job == null && run == null && assets.isEmpty();
    }

    /** This context, with what it does not know taken from another. */
    public AttributionContext orElse(AttributionContext other) {
        return builder()
                .opaqueId(opaqueId != null ? opaqueId : other.opaqueId)
                .orchestrator(orchestrator != null ? orchestrator : other.orchestrator)
                .job(job != null ? job : other.job)
                .run(run != null ? run : other.run)
                .assets(assets.isEmpty() ? other.assets : assets)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof AttributionContext that
                        && hash == that.hash
                        && Objects.equals(opaqueId, that.opaqueId)
                        && Objects.equals(orchestrator, that.orchestrator)
                        && Objects.equals(job, that.job)
                        && Objects.equals(run, that.run)
                        && assets.equals(that.assets));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "AttributionContext[opaqueId=" + opaqueId + ", orchestrator=" + orchestrator + ", job=" + job + ", run="
                + run + ", assets=" + assets + "]";
    }

    /** Null and blank both mean unknown. White space around a value does not belong to it; all else is kept as it is. */
    public static final class Builder {
        private String opaqueId;
        private String orchestrator;
        private String job;
        private String run;
        private List<String> assets = List.of();

        private Builder() {}

        public Builder opaqueId(String value) {
            this.opaqueId = orNull(value);
            return this;
        }

        public Builder orchestrator(String value) {
            this.orchestrator = orNull(value);
            return this;
        }

        public Builder job(String value) {
            this.job = orNull(value);
            return this;
        }

        public Builder run(String value) {
            this.run = orNull(value);
            return this;
        }

        /** In the order given; an asset that stands there twice counts once. */
        public Builder assets(List<String> value) {
            this.assets = value.stream()
                    .map(String::strip)
                    .filter(asset -> !asset.isEmpty())
                    .distinct()
                    .toList();
            return this;
        }

        public AttributionContext build() {
            return new AttributionContext(this);
        }

        private static String orNull(String value) {
            return value == null || value.isBlank() ? null : value.strip();
        }
    }
}
