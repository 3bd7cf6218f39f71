package dev.costinsights.plugin.pipelines.launch;

import com.databricks.sdk.service.pipelines.ClonePipelineRequest;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.EditPipeline;
import com.databricks.sdk.service.pipelines.PipelineCluster;
import com.databricks.sdk.service.pipelines.StartUpdate;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ObjectTags;
import dev.costinsights.core.context.TagDialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The caller's requests with one context in them. His own objects are never changed, for another thread may use them; a
 * request to which nothing is added is given back as it is. An update has no place for tags.
 */
final class TaggedRequests {

    private static final Set<Class<?>> KNOWN =
            Set.of(CreatePipeline.class, EditPipeline.class, ClonePipelineRequest.class, StartUpdate.class);

    private final Channels channels;
    private final AttributionContext context;
    private final TagDialect dialect;
    private final Consumer<String> undone;

    /** Null until a request has a place for them: of tags that nobody would write, none is too long. */
    private Map<String, String> tags;

    TaggedRequests(Channels channels, AttributionContext context, TagDialect dialect, Consumer<String> undone) {
        this.channels = channels;
        this.context = context;
        this.dialect = dialect;
        this.undone = undone;
    }

    private Map<String, String> tags() {
        if (tags == null) {
            tags = channels.tags() ? ObjectTags.of(context, dialect, undone) : Map.of();
        }
        return tags;
    }

    /** Whether the request makes, changes or runs a pipeline. */
    static boolean areOf(Object request) {
        return KNOWN.stream().anyMatch(type -> type.isInstance(request));
    }

    Object of(Object request) throws ReflectiveOperationException {
        if (!KNOWN.contains(request.getClass())) {
            undone.accept("a request of the caller's own class is not tagged");
            return request;
        }
        if (request instanceof CreatePipeline create) {
            Map<String, String> all = pipelineTags(create.getTags());
            Collection<PipelineCluster> clusters = clusters(create.getClusters());
            return all == create.getTags() && clusters == create.getClusters()
                    ? create
                    : Copy.of(create).setTags(all).setClusters(clusters);
        }
        if (request instanceof EditPipeline edit) {
            Map<String, String> all = pipelineTags(edit.getTags());
            Collection<PipelineCluster> clusters = clusters(edit.getClusters());
            return all == edit.getTags() && clusters == edit.getClusters()
                    ? edit
                    : Copy.of(edit).setTags(all).setClusters(clusters);
        }
        return request instanceof ClonePipelineRequest clone ? clone(clone) : request;
    }

    /** What a clone names replaces what it would have from its original: tags where the caller has none would too. */
    private ClonePipelineRequest clone(ClonePipelineRequest clone) throws ReflectiveOperationException {
        if (clone.getTags() == null && !tags().isEmpty()) {
            undone.accept("tags of a pipeline that is cloned without its tags");
        }
        Map<String, String> all = clone.getTags() == null ? null : pipelineTags(clone.getTags());
        Collection<PipelineCluster> clusters = clusters(clone.getClusters());
        return all == clone.getTags() && clusters == clone.getClusters()
                ? clone
                : Copy.of(clone).setTags(all).setClusters(clusters);
    }

    private Map<String, String> pipelineTags(Map<String, String> own) {
        return ObjectTags.beside(own, tags(), ObjectTags.MOST_OF_OBJECT, undone);
    }

    private Collection<PipelineCluster> clusters(Collection<PipelineCluster> clusters)
            throws ReflectiveOperationException {
        if (clusters == null) {
            return null;
        }
        List<PipelineCluster> tagged = new ArrayList<>(clusters.size());
        boolean isChanged = false;
        for (PipelineCluster cluster : clusters) {
            Map<String, String> own = cluster == null ? null : cluster.getCustomTags();
            Map<String, String> all =
                    cluster == null ? null : ObjectTags.beside(own, tags(), ObjectTags.MOST_OF_CLUSTER, undone);
            isChanged |= all != own;
            tagged.add(all == own ? cluster : Copy.of(cluster).setCustomTags(all));
        }
        return isChanged ? tagged : clusters;
    }
}
