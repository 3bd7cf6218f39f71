package dev.costinsights.plugin.bundles.links;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.workspace.ExportFormat;
import com.databricks.sdk.service.workspace.ExportRequest;
import com.databricks.sdk.service.workspace.ListWorkspaceRequest;
import com.databricks.sdk.service.workspace.ObjectInfo;
import com.databricks.sdk.service.workspace.ObjectType;
import com.databricks.sdk.service.workspace.WorkspaceService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.WorkspaceCalls;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Databricks CLI leaves under {@code /Workspace/Users/<user>/.bundle/<name>/<target>/state/metadata.json}: the
 * last deployment. It counts from the file's last change on, and before if nothing else is known.
 */
final class MetadataFiles {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USERS = "/Workspace/Users";
    private static final Map<String, ExecutionType> KINDS =
            Map.of("jobs", ExecutionType.JOB, "pipelines", ExecutionType.PIPELINE);

    private final WorkspaceService service;
    private final WorkspaceCalls calls;
    private final String workspaceId;
    private final FactSink facts;

    MetadataFiles(WorkspaceService service, WorkspaceCalls calls, String workspaceId, FactSink facts) {
        this.service = service;
        this.calls = calls;
        this.workspaceId = workspaceId;
        this.facts = facts;
    }

    void read() throws InterruptedException {
        for (ObjectInfo user : list(USERS)) {
            for (ObjectInfo bundle : list(user.getPath() + "/.bundle")) {
                for (ObjectInfo target : list(bundle.getPath())) {
                    for (ObjectInfo file : list(target.getPath() + "/state")) {
                        if (file.getPath().endsWith("/metadata.json")) {
                            links(file, last(bundle.getPath()), last(target.getPath()));
                        }
                    }
                }
            }
        }
    }

    /** Folders and files in a folder; none when there is no such folder, or it is not ours to see. */
    private List<ObjectInfo> list(String folder) throws InterruptedException {
        try {
            var page =
                    calls.call("the folder " + folder, () -> service.list(new ListWorkspaceRequest().setPath(folder)));
            return page.getObjects() == null
                    ? List.of()
                    : page.getObjects().stream()
                            .filter(object -> object.getPath() != null
                                    && (object.getObjectType() == ObjectType.DIRECTORY
                                            || object.getObjectType() == ObjectType.FILE))
                            .toList();
        } catch (CostInsightsException e) {
            if (isHidden(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static boolean isHidden(CostInsightsException e) {
        return e.getCause() instanceof NotFound || e.getCause() instanceof PermissionDenied;
    }

    private void links(ObjectInfo file, String bundleFolder, String targetFolder) throws InterruptedException {
        JsonNode config;
        try {
            var export = calls.call(
                    "the file " + file.getPath(),
                    () -> service.export(
                            new ExportRequest().setPath(file.getPath()).setFormat(ExportFormat.AUTO)));
            config = JSON.readTree(
                            Base64.getMimeDecoder().decode(export.getContent() == null ? "" : export.getContent()))
                    .path("config");
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is no metadata of a bundle and says nothing: {}", file.getPath(), e.getMessage());
            return;
        } catch (CostInsightsException e) {
            if (isHidden(e)) {
                return;
            }
            throw e;
        }
        JsonNode bundle = config.path("bundle");
        JsonNode git = bundle.path("git");
        long since = file.getModifiedAt() == null ? 0 : file.getModifiedAt() * 1000;
        KINDS.forEach((kind, type) -> config.path("resources").path(kind).forEach(resource -> {
            String id = resource.path("id").asText("");
            if (!id.isEmpty()) {
                facts.bundleLink(new BundleLink(
                        workspaceId,
                        type,
                        id,
                        bundle.path("name").asText(bundleFolder),
                        bundle.path("target").asText(targetFolder),
                        git.path("branch").asText(null),
                        git.path("commit").asText(null),
                        since));
            }
        }));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
