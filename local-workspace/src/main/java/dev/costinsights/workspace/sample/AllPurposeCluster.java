package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import java.util.Map;

/**
 * An all-purpose cluster, which people and jobs share. It is up from six in the morning to ten at night.
 *
 * @param source UI or API
 */
record AllPurposeCluster(
        int index,
        Workspace workspace,
        String id,
        String name,
        String source,
        String creator,
        Map<String, String> tags,
        boolean isPhoton,
        boolean hasOwnDriverType) {
    static final long UP_FROM = 6 * Window.HOUR + 10 * Window.MINUTE;
    static final long UP_TO = 22 * Window.HOUR - 20 * Window.MINUTE;

    SkuKind sku() {
        return isPhoton ? SkuKind.ALL_PURPOSE_PHOTON : SkuKind.ALL_PURPOSE;
    }
}
