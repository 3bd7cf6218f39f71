package dev.costinsights.testkit;

import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.net.URI;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a local workspace before the tests of a class and stops it after them. Tests may take the {@link LocalWorkspace} as
 * a parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final WorkspaceExtension WORKSPACE = WorkspaceExtension.with(WorkspaceOptions.small());
 * }</pre>
 */
public final class WorkspaceExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private final WorkspaceOptions options;
    private LocalWorkspace workspace;

    private WorkspaceExtension(WorkspaceOptions options) {
        this.options = options;
    }

    public static WorkspaceExtension with(WorkspaceOptions options) {
        return new WorkspaceExtension(options);
    }

    /** The workspace; only while the tests of the class run. */
    public LocalWorkspace workspace() {
        if (workspace == null) {
            throw new IllegalStateException("the workspace runs from before the first test of the class to after the"
                    + " last; declare the extension as a static field with @RegisterExtension");
        }
        return workspace;
    }

    /** As the SDK wants it, e.g. {@code http://127.0.0.1:40123}. */
    public String host() {
        return workspace().host();
    }

    public String token() {
        return workspace().token();
    }

    public String warehouseId() {
        return workspace().warehouseId();
    }

    public String httpPath() {
        return workspace().httpPath();
    }

    /** For the JDBC driver; password is the token. */
    public String jdbcUrl() {
        return "jdbc:databricks://127.0.0.1:" + URI.create(host()).getPort()
                + "/default;ssl=0;AuthMech=3;UID=token;httpPath=" + httpPath()
                + ";UseThriftClient=0;EnableTelemetry=0;UseBoundedSeaApi=0;EnableThriftNativeMetadata=0";
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        workspace = LocalWorkspace.start(options);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (workspace != null) {
            workspace.close();
            workspace = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalWorkspace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return workspace();
    }
}
