package dev.costinsights.plugin.pipelines.updates;

import com.databricks.sdk.service.pipelines.GetPipelineResponse;
import com.databricks.sdk.service.pipelines.PipelineEvent;
import com.databricks.sdk.service.pipelines.PipelineSpec;
import com.databricks.sdk.service.pipelines.UpdateInfo;
import com.databricks.sdk.service.pipelines.UpdateInfoState;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.FactSink;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands over a pipeline and its updates as the rows that the tables of {@code system.lakeflow} have for them. An update is
 * one slice here, from its creation to its last event; one that has not ended is taken to end now.
 */
final class UpdateReader {

    private static final String NO_ACCOUNT = "";
    private static final Set<UpdateInfoState> ENDS =
            EnumSet.of(UpdateInfoState.COMPLETED, UpdateInfoState.FAILED, UpdateInfoState.CANCELED);

    private final PipelinePages pages;
    private final String workspaceId;
    private final long nowMicros;
    private final FactSink facts;

    UpdateReader(PipelinePages pages, String workspaceId, long nowMicros, FactSink facts) {
        this.pages = pages;
        this.workspaceId = workspaceId;
        this.nowMicros = nowMicros;
        this.facts = facts;
    }

    /** @param began updates that began in it are wanted */
    void read(String pipelineId, TimeSpan began) throws InterruptedException {
        GetPipelineResponse pipeline = pages.pipeline(pipelineId).orElse(null);
        if (pipeline == null) {
            return;
        }
        facts.pipeline(version(pipeline));
        List<UpdateInfo> updates = new ArrayList<>();
        pages.updates(pipelineId, update -> {
            long creation = creation(update);
            if (update.getUpdateId() != null && creation >= began.startMicros() && creation < began.endMicros()) {
                updates.add(update);
            }
            // They come in the order of time, the newest first.
            return creation >= began.startMicros();
        });
        Map<String, Long> ends = ends(pipelineId, updates);
        for (UpdateInfo update : updates) {
            long start = creation(update);
            long end = ENDS.contains(update.getState())
                    ? ends.getOrDefault(update.getUpdateId(), start)
                    : Math.max(start, nowMicros);
            facts.pipelineUpdate(new PipelineUpdateSlice(
                    NO_ACCOUNT,
                    workspaceId,
                    pipelineId,
                    update.getUpdateId(),
                    new TimeSpan(start, Math.max(start, end)),
                    pipeline.getRunAsUserName(),
                    null,
                    null));
        }
    }

    /** As the pipeline is now; the API keeps no history, so it counts from its last change on and before. */
    private PipelineVersion version(GetPipelineResponse pipeline) {
        PipelineSpec spec = pipeline.getSpec() == null ? new PipelineSpec() : pipeline.getSpec();
        String runAs =
                pipeline.getRunAsUserName() != null ? pipeline.getRunAsUserName() : pipeline.getCreatorUserName();
        return new PipelineVersion(
                NO_ACCOUNT,
                workspaceId,
                pipeline.getPipelineId(),
                pipeline.getName(),
                runAs,
                spec.getTags() == null ? Map.of() : spec.getTags(),
                pipeline.getLastModified() == null ? 0 : pipeline.getLastModified() * 1000,
                TimeSpan.FOREVER);
    }

    /** When the updates ended that have, which only the pipeline's events say. */
    private Map<String, Long> ends(String pipelineId, List<UpdateInfo> updates) throws InterruptedException {
        Set<String> open = new HashSet<>();
        long first = Long.MAX_VALUE;
        for (UpdateInfo update : updates) {
            if (ENDS.contains(update.getState())) {
                open.add(update.getUpdateId());
                first = Math.min(first, creation(update));
            }
        }
        Map<String, Long> ends = new HashMap<>();
        if (!open.isEmpty()) {
            pages.events(pipelineId, TimeSpan.instant(first), event -> {
                String updateId =
                        event.getOrigin() == null ? null : event.getOrigin().getUpdateId();
                if (open.contains(updateId)) {
                    // The last event of an update is the first that comes.
                    ends.put(updateId, micros(event));
                    open.remove(updateId);
                }
                return !open.isEmpty();
            });
        }
        return ends;
    }

    private static long creation(UpdateInfo update) {
        return update.getCreationTime() == null ? 0 : update.getCreationTime() * 1000;
    }

    private static long micros(PipelineEvent event) {
        try {
            Instant instant = Instant.parse(event.getTimestamp() == null ? "" : event.getTimestamp());
            return instant.getEpochSecond() * TimeSpan.SECOND + instant.getNano() / 1000;
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
