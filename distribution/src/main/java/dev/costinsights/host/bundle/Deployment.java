package dev.costinsights.host.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One call of {@code databricks bundle deploy}.
 *
 * @param bundle its name as the file has it, or null
 * @param folder the bundle's
 * @param context that it went along with
 * @param host address of the workspace as the environment has it, or null
 */
public record Deployment(String bundle, String target, Path folder, AttributionContext context, String host) {

    /** Keys of an event's details. */
    public static final String BUNDLE = "bundle";

    public static final String TARGET = "target";
    public static final String GIT_BRANCH = "git_branch";
    public static final String GIT_COMMIT = "git_commit";

    public Deployment {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(context, "context");
    }

    /**
     * What is recorded of it when the CLI has ended.
     *
     * @param startMicros when the CLI was started, microseconds since 1970
     */
    public ExecutionEvent ended(long startMicros, long durationMicros, int exitCode) throws InterruptedException {
        GitHead head = GitHead.of(folder);
        Map<String, String> details = new LinkedHashMap<>();
        put(details, BUNDLE, bundle);
        put(details, TARGET, target);
        put(details, GIT_BRANCH, head.branch());
        put(details, GIT_COMMIT, head.commit());
        return new ExecutionEvent(
                ExecutionType.BUNDLE_DEPLOYMENT,
                id(),
                ExecutionPhase.ENDED,
                exitCode == 0 ? ExecutionOutcome.SUCCEEDED : ExecutionOutcome.FAILED,
                startMicros,
                durationMicros,
                context,
                new ExecutionPlace(hostName(host), null, null, null, null),
                details);
    }

    /** The CLI keeps an id for each bundle and target, and counts its deployments; null where it left nothing. */
    private String id() {
        try {
            JsonNode state = new ObjectMapper()
                    .readTree(folder.resolve(".databricks/bundle")
                            .resolve(target)
                            .resolve("deployment.json")
                            .toFile());
            String id = state.path("id").asText();
            return id.isEmpty() ? null : id + "/" + state.path("seq").asText("0");
        } catch (IOException e) {
            return null;
        }
    }

    private static void put(Map<String, String> details, String key, String value) {
        if (value != null) {
            details.put(key, value);
        }
    }

    private static String hostName(String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        try {
            String host = URI.create(address.strip()).getHost();
            return host == null ? address.strip() : host;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
