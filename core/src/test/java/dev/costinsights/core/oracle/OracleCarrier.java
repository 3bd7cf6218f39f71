package dev.costinsights.core.oracle;

import dev.costinsights.core.context.AttributionContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one carrier says, in all dialects at once.
 *
 * @param context null when it says nothing, or disagrees with itself
 * @param candidates what it disagrees about
 */
record OracleCarrier(AttributionContext context, Set<String> candidates) {

    static final OracleCarrier NOTHING = new OracleCarrier(null, Set.of());

    private static final String KEY_FORM = "dagster_databricks_opaque_id:";
    private static final Pattern COMMENT_FORM = Pattern.compile("databricks_dagster_dbt_v1_opaque_id\\[\\[\\[(.*?)]]]");
    private static final Pattern RUN_NAME = Pattern.compile(" \\[cost_insights:(.*?)]$");
    private static final Pattern DBT_COMMENT = Pattern.compile("\"app\": \"dbt\"");
    private static final Pattern NODE = Pattern.compile("\"node_id\": \"([^\"]*)\"");
    private static final Pattern INVOCATION = Pattern.compile("\"invocation_id\": \"([^\"]*)\"");

    boolean isAmbiguous() {
        return !candidates.isEmpty();
    }

    /** This carrier's word, unless it has none. */
    boolean speaks() {
        return context != null || isAmbiguous();
    }

    static OracleCarrier ofTags(Map<String, String> tags) {
        return of(tags, null);
    }

    static OracleCarrier ofText(String text) {
        return of(Map.of(), text);
    }

    /** @param text comment or run name, or null */
    static OracleCarrier of(Map<String, String> tags, String text) {
        List<AttributionContext> read = new ArrayList<>();
        read.add(dagster(tags));
        read.add(neutral(tags));
        new TreeSet<>(tags.keySet())
                .stream()
                        .filter(key -> key.startsWith(KEY_FORM))
                        .forEach(key -> read.add(opaque(key.substring(KEY_FORM.length()))));
        boolean dbt = tags.containsKey("@@dbt_model_name");
        if (text != null) {
            first(RUN_NAME, text)
                    .forEach(id ->
                            read.add(AttributionContext.builder().opaqueId(id).build()));
            Matcher forms = COMMENT_FORM.matcher(text);
            while (forms.find()) {
                read.add(opaque(forms.group(1)));
            }
            if (DBT_COMMENT.matcher(text).find()) {
                dbt = true;
                read.add(AttributionContext.builder()
                        .assets(first(NODE, text))
                        .run(first(INVOCATION, text).stream().findFirst().orElse(null))
                        .build());
            }
        }
        if (tags.containsKey("@@dbt_model_name")) {
            read.add(AttributionContext.builder()
                    .assets(List.of(tags.get("@@dbt_model_name")))
                    .build());
        }
        return together(read, dbt);
    }

    /** What was recorded of an execution, several times perhaps. */
    static OracleCarrier ofRecorded(List<AttributionContext> contexts) {
        List<AttributionContext> left = new ArrayList<>(contexts);
        left.removeIf(AttributionContext::isEmpty);
        List<AttributionContext> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            AttributionContext first = left.get(0);
            for (AttributionContext other : left) {
                first = comesBefore(other, first) ? other : first;
            }
            ordered.add(first);
            left.remove(first);
        }
        return together(ordered, false);
    }

    /** By opaque id, job, run and all the rest; who does not know one comes after who does. */
    private static boolean comesBefore(AttributionContext one, AttributionContext other) {
        List<String> ones = Arrays.asList(one.opaqueId(), one.job(), one.run(), one.toString());
        List<String> others = Arrays.asList(other.opaqueId(), other.job(), other.run(), other.toString());
        for (int i = 0; i < ones.size(); i++) {
            if (!Objects.equals(ones.get(i), others.get(i))) {
                return others.get(i) == null
                        || (ones.get(i) != null && ones.get(i).compareTo(others.get(i)) < 0);
            }
        }
        return false;
    }

    /** This carrier's word, and below it another's: what this one disagrees about is not forgotten. */
    OracleCarrier orBelow(OracleCarrier below) {
        if (context != null) {
            return new OracleCarrier(completed(context, below.context), candidates);
        }
        Set<String> all = new TreeSet<>(candidates);
        all.addAll(below.candidates);
        return new OracleCarrier(below.context, all);
    }

    /** The first that speaks; if it is an opaque id alone, with what those after it say about the same id. */
    static OracleCarrier first(OracleCarrier... carriers) {
        OracleCarrier first = NOTHING;
        for (OracleCarrier next : carriers) {
            if (!first.speaks()) {
                first = next;
            } else if (first.context != null) {
                first = new OracleCarrier(completed(first.context, next.context), first.candidates);
            }
        }
        return first;
    }

    /** What names its opaque id and no job, with the rest from another that names the same id. */
    static AttributionContext completed(AttributionContext context, AttributionContext other) {
        boolean lacks = context.opaqueId() != null && context.job() == null;
        boolean same = other != null && Objects.equals(context.opaqueId(), other.opaqueId());
        return lacks && same ? context.orElse(other) : context;
    }

    private static OracleCarrier together(List<AttributionContext> read, boolean dbt) {
        Set<String> candidates = new LinkedHashSet<>();
        AttributionContext all = AttributionContext.EMPTY;
        for (AttributionContext one : read) {
            all = all.orElse(one);
            for (AttributionContext other : read) {
                candidates.addAll(disagreement(one, other));
            }
        }
        if (!candidates.isEmpty()) {
            return new OracleCarrier(null, candidates);
        }
        if (all.isEmpty()) {
            return NOTHING;
        }
        return new OracleCarrier(dbt ? impliedBy(all, "dbt") : all, Set.of());
    }

    private static List<String> disagreement(AttributionContext one, AttributionContext other) {
        if (one.opaqueId() != null && other.opaqueId() != null) {
            return Objects.equals(one.opaqueId(), other.opaqueId())
                    ? List.of()
                    : List.of(one.opaqueId(), other.opaqueId());
        }
        boolean jobsOnly = one.opaqueId() == null && other.opaqueId() == null;
        return jobsOnly && one.job() != null && other.job() != null && !Objects.equals(one.job(), other.job())
                ? List.of(one.job(), other.job())
                : List.of();
    }

    /** Dagster's keys speak of Dagster unless the tags name another orchestrator. */
    private static AttributionContext dagster(Map<String, String> tags) {
        AttributionContext keys =
                dialect(tags, "dagster_snowflake_opaque_id", "dagster_job_name", "dagster_run_id", "dagster_asset_key");
        return impliedBy(keys, tags.getOrDefault("cost_insights_orchestrator", "dagster"));
    }

    private static AttributionContext dialect(
            Map<String, String> tags, String id, String job, String run, String asset) {
        return AttributionContext.builder()
                .opaqueId(tags.get(id))
                .job(tags.get(job))
                .run(tags.get(run))
                .assets(tags.containsKey(asset) ? List.of(tags.get(asset).split(",", -1)) : List.of())
                .build();
    }

    private static AttributionContext neutral(Map<String, String> tags) {
        AttributionContext orchestrator = AttributionContext.builder()
                .orchestrator(tags.get("cost_insights_orchestrator"))
                .build();
        return dialect(tags, "cost_insights_opaque_id", "cost_insights_job", "cost_insights_run", "cost_insights_asset")
                .orElse(orchestrator);
    }

    private static AttributionContext opaque(String id) {
        return impliedBy(AttributionContext.builder().opaqueId(id).build(), "dagster");
    }

    private static AttributionContext impliedBy(AttributionContext context, String orchestrator) {
        return context.isEmpty()
                ? context
                : context.orElse(
                        AttributionContext.builder().orchestrator(orchestrator).build());
    }

    private static List<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? List.of(matcher.group(1)) : List.of();
    }
}
