package dev.costinsights.workspace.simulation;

/** What the company's warehouses are mostly asked for. */
public enum Profile {
    BI(12, 40),
    ETL(2, 400),
    MIXED(6, 150);

    final int viewsPerJobRun;
    final int jobSeconds;

    Profile(int viewsPerJobRun, int jobSeconds) {
        this.viewsPerJobRun = viewsPerJobRun;
        this.jobSeconds = jobSeconds;
    }
}
