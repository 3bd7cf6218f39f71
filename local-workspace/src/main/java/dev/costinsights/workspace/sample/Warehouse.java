package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Sku;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.WarehouseSize;
import dev.costinsights.workspace.company.Workspace;
import java.util.Map;

/**
 * A SQL warehouse and its traffic.
 *
 * @param autoStopMinutes 0: never stops
 * @param statements in the whole window
 * @param hasEvents false: none of its events was exported
 */
record Warehouse(
        int index,
        Workspace workspace,
        String id,
        String name,
        WarehouseSize size,
        boolean isServerless,
        int minClusters,
        int maxClusters,
        int autoStopMinutes,
        String owner,
        Map<String, String> tags,
        Profile profile,
        long statements,
        boolean hasEvents) {

    /** Who uses it, and when. */
    enum Profile {
        /** Scheduled work, most of it at night; mostly orchestrated. */
        ETL(0.72, "9aa987543222222222233468", 90),
        /** Dashboards and BI tools in office hours. */
        BI(0.12, "110001369aa9789986421111", 20),
        /** People at work. */
        ADHOC(0.06, "0000001379a9689986321110", 12);

        private final double orchestrated;
        /** Relative traffic of each hour of the day, UTC: 24 hexadecimal digits. */
        private final String hourWeights;

        private final int weekendPercent;

        Profile(double orchestrated, String hourWeights, int weekendPercent) {
            this.orchestrated = orchestrated;
            this.hourWeights = hourWeights;
            this.weekendPercent = weekendPercent;
        }

        /** Share of the statements that an orchestrator or dbt sends. */
        double orchestrated() {
            return orchestrated;
        }

        /** Relative traffic in an hour of the day, UTC. */
        int hourWeight(int hour) {
            return Character.digit(hourWeights.charAt(hour), 16);
        }

        /** Traffic of a weekend day in percent of a weekday. */
        int weekendPercent() {
            return weekendPercent;
        }
    }

    boolean neverStops() {
        return autoStopMinutes == 0;
    }

    Sku sku() {
        return (isServerless ? SkuKind.SQL_SERVERLESS : SkuKind.SQL_PRO).in(workspace);
    }
}
