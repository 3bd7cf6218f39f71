package dev.costinsights.plugin.systemtables.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterNodesTest {

    @Test
    void theDriverCountsAmongTheNodes() {
        assertEquals(Map.of("i3.xlarge", 3), ClusterNodes.of("i3.xlarge", "i3.xlarge", "2", "15.4.x-scala2.12"));
        assertEquals(Map.of("m5.large", 1, "i3.xlarge", 8), ClusterNodes.of("m5.large", "i3.xlarge", "8", null));
        assertEquals(Map.of("m5.large", 1), ClusterNodes.of("m5.large", null, "0", null));
    }

    @Test
    void photonIsAnotherPriceOfTheSameNode() {
        assertEquals(
                Map.of("i3.xlarge+photon", 3),
                ClusterNodes.of("i3.xlarge", "i3.xlarge", "2", "15.4.x-photon-scala2.12"));
    }

    @Test
    void aClusterThatScalesHasNoNumberOfNodes() {
        assertEquals(Map.of(), ClusterNodes.of("i3.xlarge", "i3.xlarge", null, null));
        assertEquals(Map.of(), ClusterNodes.of(null, "i3.xlarge", "2", null));
        assertEquals(Map.of(), ClusterNodes.of("i3.xlarge", null, "2", null));
        assertEquals(Map.of(), ClusterNodes.of("i3.xlarge", "i3.xlarge", "-1", null));
        assertEquals(Map.of(), ClusterNodes.of("i3.xlarge", "i3.xlarge", "99999999999", null));
    }
}
