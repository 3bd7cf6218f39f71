package dev.costinsights.core.oracle;

import dev.costinsights.core.context.AttributionContext;
import java.util.ArrayList;
import java.util.Arrays;
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
        boolean ran = read.stream().anyMatch(one -> one.run() != null);
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
                        .run(
                                ran
                                        ? null
                                        : first(INVOCATION, text).stream()
                                                .findFirst()
                                                .orElse(null))
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

    /** This carrier's word, and below it another's. Disagreements count as long as nobody has named the work. */
    OracleCarrier orBelow(OracleCarrier below) {
        Set<String> all = new TreeSet<>(candidates);
        if (!namesWork()) {
            all.addAll(below.candidates);
        }
        return new OracleCarrier(completed(context, below.context), all);
    }

    /** Carriers of one rank: what is open is completed by the next, but one that disagrees with itself ends it. */
    static OracleCarrier first(OracleCarrier... carriers) {
        OracleCarrier all = NOTHING;
        for (OracleCarrier next : carriers) {
            if (all.namesWork() || !all.isAmbiguous()) {
                all = all.orBelow(next);
            }
        }
        return all;
    }

    boolean namesWork() {
        return namesWork(context);
    }

    static boolean namesWork(AttributionContext context) {
        return context != null && !(context.opaqueId() == null && context.job() == null);
    }

    /** Until opaque id and job are known, what is missing is taken from another that is of no other id, job or run. */
    static AttributionContext completed(AttributionContext context, AttributionContext other) {
        if (context == null || other == null) {
            return context == null ? other : context;
        }
        boolean closed = context.opaqueId() != null && context.job() != null;
        if (closed || !agree(context, other)) {
            return context;
        }
        AttributionContext all = context.orElse(other);
        boolean worksForOther = !namesWork(context) && namesWork(other) && other.orchestrator() != null;
        return worksForOther
                ? all.toBuilder().orchestrator(other.orchestrator()).build()
                : all;
    }

    /** Whether two contexts may be one. */
    static boolean agree(AttributionContext one, AttributionContext other) {
        return disagreement(one.opaqueId(), other.opaqueId()).isEmpty()
                && disagreement(one.job(), other.job()).isEmpty()
                && disagreement(one.run(), other.run()).isEmpty();
    }

    private static OracleCarrier together(List<AttributionContext> read, boolean dbt) {
        Set<String> ids = new TreeSet<>();
        Set<String> jobs = new TreeSet<>();
        for (AttributionContext one : read) {
            for (AttributionContext other : read) {
                ids.addAll(disagreement(one.opaqueId(), other.opaqueId()));
                jobs.addAll(disagreement(one.job(), other.job()));
            }
        }
        if (!ids.isEmpty() || !jobs.isEmpty()) {
            return new OracleCarrier(null, ids.isEmpty() ? jobs : ids);
        }
        List<AttributionContext> believed = new ArrayList<>(read);
        read.stream()
                .filter(one -> one.opaqueId() != null)
                .findFirst()
                .ifPresent(known -> believed.removeIf(one -> !agree(known, one)));
        AttributionContext all = AttributionContext.EMPTY;
        for (AttributionContext one : believed) {
            all = agree(all, one) ? all.orElse(one) : all;
        }
        if (all.isEmpty()) {
            return NOTHING;
        }
        return new OracleCarrier(dbt ? impliedBy(all, "dbt") : all, Set.of());
    }

    private static List<String> disagreement(String one, String other) {
        return one != null && other != null && !Objects.equals(one, other) ? List.of(one, other) : List.of();
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
