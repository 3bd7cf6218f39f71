package dev.costinsights.core.context;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Variables for whoever starts a process by hand or from a tool that nobody knows. */
final class PlainEnvironment {

    private static final String PREFIX = "COST_INSIGHTS_";
    private static final String LABEL = PREFIX + "LABEL_";

    private static final Set<String> NAMES = Set.of(
            PREFIX + "OPAQUE_ID",
            PREFIX + "ORCHESTRATOR",
            PREFIX + "JOB",
            PREFIX + "RUN",
            PREFIX + "ASSETS",
            PREFIX + "ASSET_WEIGHTS");

    private PlainEnvironment() {}

    static boolean reads(String variable) {
        return NAMES.contains(variable) || variable.startsWith(LABEL);
    }

    static AttributionContext read(Map<String, String> variables) {
        String assets = variables.get(PREFIX + "ASSETS");
        String weights = variables.get(PREFIX + "ASSET_WEIGHTS");
        AttributionContext.Builder builder = AttributionContext.builder()
                .opaqueId(variables.get(PREFIX + "OPAQUE_ID"))
                .orchestrator(variables.get(PREFIX + "ORCHESTRATOR"))
                .job(variables.get(PREFIX + "JOB"))
                .run(variables.get(PREFIX + "RUN"))
                .assets(assets == null ? List.of() : AssetList.read(assets))
                .weights(weights == null ? List.of() : AssetWeights.read(weights));
        variables.forEach((key, value) -> {
            if (key.startsWith(LABEL)) {
                builder.label(key.substring(LABEL.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return builder.build();
    }
}
