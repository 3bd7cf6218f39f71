package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.server.LocalWorkspace;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A network whose only way out is a proxy. */
class ProxyTest {

    /** Where nobody listens. */
    private static final String WORKSPACE = "http://127.0.0.1:9";

    private final LocalWorkspace workspace = Reader.workspace();
    private final Map<String, String> before = new HashMap<>();

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void a_workspace_is_read_through_the_proxy_that_java_is_told_of() throws Exception {
        try (Front proxy = new Front(workspace.host())) {
            URI address = URI.create(proxy.host());
            set("http.proxyHost", address.getHost());
            set("http.proxyPort", Integer.toString(address.getPort()));
            set("http.nonProxyHosts", "");
            try (WarehouseTables source = Reader.tables(Reader.connection(workspace, WORKSPACE))) {
                assertTrue(source.tables().size() > 10);
            }
            assertTrue(proxy.count(WORKSPACE) > 0, () -> proxy.requests().toString());
        }
    }

    @Test
    void a_proxy_stands_only_before_hosts_that_are_not_left_out() {
        set("https.proxyHost", "proxy.example.com");
        set("http.nonProxyHosts", "*.internal");
        assertTrue(Proxies.leadTo(URI.create("https://adb-1.azuredatabricks.net")));
        assertEquals(false, Proxies.leadTo(URI.create("https://workspace.internal")));
    }

    private void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }
}
