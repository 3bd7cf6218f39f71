package dev.costinsights.core.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an execution belongs to in the orchestrator that launched it.
 *
 * <p>Every part may be unknown (null); a context in which all of them are is {@link #EMPTY}. Immutable.
 */
public final class AttributionContext {

    public static final AttributionContext EMPTY = builder().build();

    private final String opaqueId;
    private final String orchestrator;
    private final String job;
    private final String run;
    private final List<String> assets;
    /** Without a common divisor and one for each asset; empty when all are equal. */
    private final List<Long> weights;

    private final SortedMap<String, String> labels;
    private final int hash;
    private final int footprint;

    private AttributionContext(Builder builder) {
        this.opaqueId = builder.opaqueId;
        this.orchestrator = builder.orchestrator;
        this.job = builder.job;
        this.run = builder.run;
        this.assets = List.copyOf(builder.assets.keySet());
        this.weights = AssetWeights.normal(builder.assets.values());
        this.labels = builder.labels.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(builder.labels));
        this.hash = Objects.hash(opaqueId, orchestrator, job, run, assets, weights, labels);
        this.footprint = Footprint.of(this);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that already holds what this context knows. */
    public Builder toBuilder() {
        Builder builder =
                builder().opaqueId(opaqueId).orchestrator(orchestrator).job(job).run(run);
        for (int i = 0; i < assets.size(); i++) {
            builder.asset(assets.get(i), weight(i));
        }
        labels.forEach(builder::label);
        return builder;
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

    /** How much of the execution an asset stands for, beside the other assets; at least 1. */
    public long weight(int asset) {
        Objects.checkIndex(asset, assets.size());
        return weights.isEmpty() ? 1 : weights.get(asset);
    }

    /** True when the assets do not all weigh the same. */
    public boolean isWeighted() {
        return !weights.isEmpty();
    }

    /** Whatever else the caller wants to say, by key; never null. */
    public SortedMap<String, String> labels() {
        return labels;
    }

    public boolean isEmpty() {
        return this == EMPTY || (!namesWork() && orchestrator == null && assets.isEmpty() && labels.isEmpty());
    }

    /** True when it says to which piece of work an execution belongs, and not only more about it. */
    public boolean namesWork() {
        return opaqueId != null || job != null || run != null;
    }

    /** Whether both know an opaque id, a job or a run, and not the same: then they speak of two pieces of work. */
    public boolean contradicts(AttributionContext other) {
        return differ(opaqueId, other.opaqueId) || differ(job, other.job) || differ(run, other.run);
    }

    /** This context, with what it does not know taken from another. */
    public AttributionContext orElse(AttributionContext other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        Builder builder = assets.isEmpty() ? other.toBuilder() : toBuilder();
        builder.opaqueId(opaqueId != null ? opaqueId : other.opaqueId)
                .orchestrator(orchestrator != null ? orchestrator : other.orchestrator)
                .job(job != null ? job : other.job)
                .run(run != null ? run : other.run);
        other.labels.forEach(builder::label);
        labels.forEach(builder::label);
        return builder.build();
    }

    /**
     * This context, standing inside another. One that names its own work stands alone; one that does not only says more
     * about the work around it.
     */
    public AttributionContext within(AttributionContext around) {
        return namesWork() ? this : orElse(around);
    }

    /** About how many bytes it takes in memory. */
    public int footprint() {
        return footprint;
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
                        && assets.equals(that.assets)
                        && weights.equals(that.weights)
                        && labels.equals(that.labels));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "AttributionContext[opaqueId=" + opaqueId + ", orchestrator=" + orchestrator + ", job=" + job + ", run="
                + run + ", assets=" + assets + (weights.isEmpty() ? "" : ", weights=" + weights)
                + (labels.isEmpty() ? "" : ", labels=" + labels) + "]";
    }

    private static boolean differ(String one, String other) {
        return one != null && other != null && !one.equals(other);
    }

    /** Null and blank both mean unknown. White space around a value does not belong to it; all else is kept as it is. */
    public static final class Builder {
        private String opaqueId;
        private String orchestrator;
        private String job;
        private String run;
        /** By asset its weight, in order; made with the first one, for most contexts have none. */
        private Map<String, Long> assets = Map.of();

        private Map<String, String> labels = Map.of();

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

        /** These assets and no others, all of one weight; in the order given, and one that stands there twice counts once. */
        public Builder assets(List<String> value) {
            assets = Map.of();
            value.forEach(asset -> asset(asset, 1));
            return this;
        }

        /** One more asset. A weight below 1 counts as 1; of an asset that is there already the first weight holds. */
        public Builder asset(String asset, long weight) {
            String key = orNull(asset);
            if (key != null) {
                assets = assets.isEmpty() ? new LinkedHashMap<>() : assets;
                assets.putIfAbsent(key, Math.max(1, weight));
            }
            return this;
        }

        /** The weights of the assets so far, in their order; ignored unless there are as many as assets. */
        Builder weights(List<Long> value) {
            if (value.size() == assets.size()) {
                List<String> keys = new ArrayList<>(assets.keySet());
                for (int i = 0; i < keys.size(); i++) {
                    assets.put(keys.get(i), Math.max(1, value.get(i)));
                }
            }
            return this;
        }

        /** A label; a blank value takes it away. */
        public Builder label(String key, String value) {
            String name = orNull(key);
            String text = orNull(value);
            if (name != null && text != null) {
                labels = labels.isEmpty() ? new TreeMap<>() : labels;
                labels.put(name, text);
            } else if (name != null && !labels.isEmpty()) {
                labels.remove(name);
            }
            return this;
        }

        int assetCount() {
            return assets.size();
        }

        boolean namesOrchestrator() {
            return orchestrator != null;
        }

        /** Whether what is built would be empty. */
        boolean isEmpty() {
            return opaqueId == null
                    && job == null
                    && run == null
                    && orchestrator == null
                    && assets.isEmpty()
                    && labels.isEmpty();
        }

        public AttributionContext build() {
            return new AttributionContext(this);
        }

        private static String orNull(String value) {
            return value == null || value.isBlank() ? null : value.strip();
        }
    }
}
