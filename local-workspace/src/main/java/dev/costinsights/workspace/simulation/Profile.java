package dev.costinsights.workspace.simulation;

/** What the company's warehouses are mostly asked for. */
public enum Profile {
    BI(40, 40, 12, 1, 1.5),
    ETL(40, 400, 2, 1, 1.5),
    MIXED(40, 150, 6, 1, 1.5),
    /** Dashboards of many statements at once, on few warehouses: these queue and scale out. Job runs are as in MIXED. */
    BUSY(125, 300, 2, 12, 8);

    final int jobsPerWarehouse;
    final int jobSeconds;
    final int viewsPerJobRun;
    final int statementsPerView;
    final double viewSeconds;

    Profile(int jobsPerWarehouse, int jobSeconds, int viewsPerJobRun, int statementsPerView, double viewSeconds) {
        this.jobsPerWarehouse = jobsPerWarehouse;
        this.jobSeconds = jobSeconds;
        this.viewsPerJobRun = viewsPerJobRun;
        this.statementsPerView = statementsPerView;
        this.viewSeconds = viewSeconds;
    }
}
