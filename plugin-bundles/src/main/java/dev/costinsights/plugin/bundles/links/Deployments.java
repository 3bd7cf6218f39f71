package dev.costinsights.plugin.bundles.links;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.bundledeployments.BundleDeploymentsService;
import com.databricks.sdk.service.bundledeployments.Deployment;
import com.databricks.sdk.service.bundledeployments.DeploymentResourceType;
import com.databricks.sdk.service.bundledeployments.GitInfo;
import com.databricks.sdk.service.bundledeployments.ListDeploymentsRequest;
import com.databricks.sdk.service.bundledeployments.ListDeploymentsResponse;
import com.databricks.sdk.service.bundledeployments.ListOperationsRequest;
import com.databricks.sdk.service.bundledeployments.ListOperationsResponse;
import com.databricks.sdk.service.bundledeployments.ListVersionsRequest;
import com.databricks.sdk.service.bundledeployments.ListVersionsResponse;
import com.databricks.sdk.service.bundledeployments.Operation;
import com.databricks.sdk.service.bundledeployments.OperationActionType;
import com.databricks.sdk.service.bundledeployments.Version;
import com.databricks.sdk.service.bundledeployments.WorkspaceInfo;
import com.google.protobuf.Timestamp;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.WorkspaceCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deployments, their versions, and what each version did to which job and pipeline. */
final class Deployments {

    private static final long PAGE = 100;
    private static final Pattern ROOT = Pattern.compile("/\\.bundle/([^/]+)/([^/]+)(/.*)?$");

    private final BundleDeploymentsService service;
    private final WorkspaceCalls calls;
    private final String workspaceId;
    private final FactSink facts;

    Deployments(BundleDeploymentsService service, WorkspaceCalls calls, String workspaceId, FactSink facts) {
        this.service = service;
        this.calls = calls;
        this.workspaceId = workspaceId;
        this.facts = facts;
    }

    /** A page: its entries, which may be null, and the token of the next. */
    private record Slice<T>(Collection<T> entries, String next) {}

    private interface Pages<T> {
        Slice<T> page(String token) throws InterruptedException;
    }

    void read() throws InterruptedException {
        List<Deployment> deployments;
        try {
            deployments = all("deployments", token -> {
                ListDeploymentsRequest request =
                        new ListDeploymentsRequest().setPageSize(PAGE).setPageToken(token);
                ListDeploymentsResponse page =
                        calls.call("the bundle deployments", () -> service.listDeployments(request));
                return new Slice<>(page.getDeployments(), page.getNextPageToken());
            });
        } catch (CostInsightsException e) {
            if (e.getCause() instanceof NotFound) {
                // A workspace that does not keep deployments yet.
                return;
            }
            throw e;
        }
        for (Deployment deployment : deployments) {
            for (Version version : versions(deployment.getName())) {
                for (Operation operation : operations(version.getName())) {
                    link(deployment, version, operation);
                }
            }
        }
    }

    private List<Version> versions(String deployment) throws InterruptedException {
        return all("versions of " + deployment, token -> {
            ListVersionsRequest request = new ListVersionsRequest()
                    .setParent(deployment)
                    .setPageSize(PAGE)
                    .setPageToken(token);
            ListVersionsResponse page =
                    calls.call("the versions of " + deployment, () -> service.listVersions(request));
            return new Slice<>(page.getVersions(), page.getNextPageToken());
        });
    }

    private List<Operation> operations(String version) throws InterruptedException {
        return all("operations of " + version, token -> {
            ListOperationsRequest request = new ListOperationsRequest()
                    .setParent(version)
                    .setPageSize(PAGE)
                    .setPageToken(token);
            ListOperationsResponse page =
                    calls.call("the operations of " + version, () -> service.listOperations(request));
            return new Slice<>(page.getOperations(), page.getNextPageToken());
        });
    }

    private static <T> List<T> all(String what, Pages<T> pages) throws InterruptedException {
        List<T> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            Slice<T> page = pages.page(token);
            if (page.entries() != null) {
                all.addAll(page.entries());
            }
            token = page.next();
            if (token != null && !token.isEmpty() && !seen.add(token)) {
                throw new CostInsightsException(
                        ErrorCode.INVALID_INPUT, "the workspace gives the same page of " + what + " again and again");
            }
        } while (token != null && !token.isEmpty());
        return all;
    }

    private void link(Deployment deployment, Version version, Operation operation) {
        ExecutionType type = type(operation.getResourceType());
        Timestamp time = operation.getCreateTime() != null ? operation.getCreateTime() : version.getCreateTime();
        OperationActionType action = operation.getActionType();
        boolean isGone = action == OperationActionType.OPERATION_ACTION_TYPE_DELETE;
        WorkspaceInfo info =
                version.getWorkspaceInfo() != null ? version.getWorkspaceInfo() : deployment.getWorkspaceInfo();
        Matcher root = ROOT.matcher(info == null || info.getRootPath() == null ? "" : info.getRootPath());
        boolean isUsual = root.find();
        String bundle = isUsual ? root.group(1) : first(version.getDisplayName(), deployment.getDisplayName());
        String target = first(version.getTargetName(), deployment.getTargetName());
        if (target == null && isUsual) {
            target = root.group(2);
        }
        String id = operation.getResourceId();
        if (type == null || time == null || isGone || id == null || bundle == null || target == null) {
            return;
        }
        GitInfo git = version.getGitInfo() != null ? version.getGitInfo() : deployment.getGitInfo();
        facts.bundleLink(new BundleLink(
                workspaceId,
                type,
                id,
                bundle,
                target,
                git == null ? null : git.getBranch(),
                git == null ? null : git.getCommit(),
                time.getSeconds() * TimeSpan.SECOND + time.getNanos() / 1000));
    }

    private static String first(String one, String other) {
        return one != null && !one.isEmpty() ? one : other == null || other.isEmpty() ? null : other;
    }

    private static ExecutionType type(DeploymentResourceType type) {
        String name = String.valueOf(type);
        return name.endsWith("_JOB") ? ExecutionType.JOB : name.endsWith("_PIPELINE") ? ExecutionType.PIPELINE : null;
    }
}
