package dev.costinsights.plugin.systemtables.tables;

import java.util.Map;
import java.util.TreeMap;

/** How many nodes of which type a row of {@code compute.clusters} speaks of. */
final class ClusterNodes {

    /** More than any cluster has; what the column holds beyond it is no count. */
    private static final String COUNT = "[0-9]{1,6}";

    private ClusterNodes() {}

    /**
     * The driver and its workers; empty where the row does not say how many there are, as of a cluster that scales.
     *
     * @param runtime {@code dbr_version}, which names Photon where it runs
     */
    static Map<String, Integer> of(String driver, String worker, String workers, String runtime) {
        boolean isCounted = workers != null && workers.matches(COUNT);
        if (driver == null || !isCounted || (worker == null && !workers.equals("0"))) {
            return Map.of();
        }
        String engine = runtime != null && runtime.contains("photon") ? "+photon" : "";
        Map<String, Integer> nodes = new TreeMap<>();
        nodes.put(driver + engine, 1);
        if (!workers.equals("0")) {
            nodes.merge(worker + engine, Integer.valueOf(workers), Integer::sum);
        }
        return nodes;
    }
}
