package dev.costinsights.plugin.systemtables.jdbc;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;

/** Proxies that Java is told of: {@code https.proxyHost}, {@code https.proxyPort}, {@code http.nonProxyHosts}. */
final class Proxies {

    private Proxies() {}

    /** Whether there is one at all. */
    static boolean exist() {
        return System.getProperty("https.proxyHost") != null || System.getProperty("http.proxyHost") != null;
    }

    /** Whether one stands between here and a URL. */
    static boolean leadTo(URI url) {
        return exist()
                && ProxySelector.getDefault().select(url).stream().anyMatch(proxy -> proxy.type() == Proxy.Type.HTTP);
    }
}
