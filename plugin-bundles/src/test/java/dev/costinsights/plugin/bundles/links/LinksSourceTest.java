package dev.costinsights.plugin.bundles.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.bundledeployments.CreateDeploymentRequest;
import com.databricks.sdk.service.bundledeployments.CreateOperationRequest;
import com.databricks.sdk.service.bundledeployments.CreateVersionRequest;
import com.databricks.sdk.service.bundledeployments.Deployment;
import com.databricks.sdk.service.bundledeployments.DeploymentResourceType;
import com.databricks.sdk.service.bundledeployments.GitInfo;
import com.databricks.sdk.service.bundledeployments.Operation;
import com.databricks.sdk.service.bundledeployments.OperationActionType;
import com.databricks.sdk.service.bundledeployments.Version;
import com.databricks.sdk.service.workspace.Import;
import com.databricks.sdk.service.workspace.ImportFormat;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deployments and metadata in a workspace, read by the real SDK over HTTP. */
final class LinksSourceTest {

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.usual().withDays(1).withJobs(1));

    private static final TimeSpan WINDOW =
            TimeSpan.of(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-02T00:00:00Z"));

    private final List<BundleLink> links = new ArrayList<>();

    @Test
    void jobs_and_pipelines_are_linked_to_the_deployments_that_touched_them() throws InterruptedException {
        WorkspaceClient client = client();
        String shop = deployment(client, "shop", "prod");
        String first = version(client, shop, "1", "aaa");
        deploy(client, first, "jobs.nightly", "4711", DeploymentResourceType.DEPLOYMENT_RESOURCE_TYPE_JOB);
        deploy(client, first, "pipelines.load", "p-1", DeploymentResourceType.DEPLOYMENT_RESOURCE_TYPE_PIPELINE);
        deploy(client, first, "volumes.v", "v-1", DeploymentResourceType.DEPLOYMENT_RESOURCE_TYPE_VOLUME);
        String moved = version(client, deployment(client, "stock", "test"), "1", "bbb");
        deploy(client, moved, "jobs.nightly", "4711", DeploymentResourceType.DEPLOYMENT_RESOURCE_TYPE_JOB);

        collect(client, false);

        assertEquals(
                List.of(
                        "JOB 4711 shop/prod main aaa",
                        "PIPELINE p-1 shop/prod main aaa",
                        "JOB 4711 stock/test main bbb"),
                said());
        assertTrue(links.stream().allMatch(link -> link.sinceMicros() > 1_700_000_000_000_000L), links.toString());
        assertTrue(links.get(0).sinceMicros() <= links.get(2).sinceMicros(), links.toString());
    }

    @Test
    void the_metadata_of_a_bundle_links_what_deployments_do_not_know() throws InterruptedException {
        WorkspaceClient client = client();
        String folder = "/Workspace/Users/ci@example.com";
        for (String path : List.of("", "/.bundle", "/.bundle/old", "/.bundle/old/prod", "/.bundle/old/prod/state")) {
            client.workspace().mkdirs(folder + path);
        }
        write(client, folder + "/.bundle/old/prod/state/metadata.json", """
                {"version":1,"config":{"bundle":{"git":{"branch":"main","commit":"c0ffee"}},
                 "resources":{"jobs":{"a":{"id":"12"}},"pipelines":{"b":{"id":"p-9"}},"apps":{"c":{"id":"x"}}}}}
                """);
        client.workspace().mkdirs(folder + "/.bundle/broken");
        client.workspace().mkdirs(folder + "/.bundle/broken/dev");
        client.workspace().mkdirs(folder + "/.bundle/broken/dev/state");
        write(client, folder + "/.bundle/broken/dev/state/metadata.json", "{");

        collect(client, true);

        assertTrue(said().contains("JOB 12 old/prod main c0ffee"), said().toString());
        assertTrue(said().contains("PIPELINE p-9 old/prod main c0ffee"), said().toString());
        assertTrue(said().stream().noneMatch(link -> link.contains("broken")), said().toString());
    }

    private void collect(WorkspaceClient client, boolean metadata) throws InterruptedException {
        LinksSettings settings = new LinksSettings(WORKSPACE.host(), null, "101", metadata, 1000);
        new LinksSource(settings, () -> client).collect(new CollectionRequest(WINDOW), sink());
    }

    private List<String> said() {
        return links.stream()
                .map(link -> link.type() + " " + link.objectId() + " " + link.bundle() + "/" + link.target() + " "
                        + link.gitBranch() + " " + link.gitCommit())
                .toList();
    }

    private FactSink sink() {
        return (FactSink) Proxy.newProxyInstance(
                FactSink.class.getClassLoader(), new Class<?>[] {FactSink.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("bundleLink")) {
                        throw new AssertionError(method);
                    }
                    links.add((BundleLink) arguments[0]);
                    return null;
                });
    }

    private static WorkspaceClient client() {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(WORKSPACE.host())
                .setToken(WORKSPACE.token())
                .setAuthType("pat"));
    }

    private static String deployment(WorkspaceClient client, String name, String target) {
        return client.bundleDeployments()
                .createDeployment(new CreateDeploymentRequest()
                        .setDeployment(new Deployment().setDisplayName(name).setTargetName(target)))
                .getName();
    }

    private static String version(WorkspaceClient client, String deployment, String id, String commit) {
        return client.bundleDeployments()
                .createVersion(new CreateVersionRequest()
                        .setParent(deployment)
                        .setVersionId(id)
                        .setVersion(new Version()
                                .setGitInfo(new GitInfo().setBranch("main").setCommit(commit))))
                .getName();
    }

    private static void deploy(
            WorkspaceClient client, String version, String key, String id, DeploymentResourceType type) {
        client.bundleDeployments()
                .createOperation(new CreateOperationRequest()
                        .setParent(version)
                        .setResourceKey(key)
                        .setOperation(new Operation()
                                .setResourceId(id)
                                .setResourceType(type)
                                .setActionType(OperationActionType.OPERATION_ACTION_TYPE_CREATE)));
    }

    private static void write(WorkspaceClient client, String path, String text) {
        client.workspace()
                .importContent(new Import()
                        .setPath(path)
                        .setFormat(ImportFormat.AUTO)
                        .setContent(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                        .setOverwrite(true));
    }
}
