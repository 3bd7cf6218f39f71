package dev.costinsights.workspace.sample;

/**
 * What is billed beside SQL warehouses: its part of the company's dollars and of the other usage rows, in thousandths.
 * SQL warehouses are {@link #SQL_PERMILLE} of all dollars, as measured in a production account.
 */
enum ProductLine {
    SERVERLESS_JOBS(130, 300),
    JOB_CLUSTERS(80, 150),
    ALL_PURPOSE(70, 70),
    NOTEBOOKS(62, 130),
    CLASSIC_PIPELINES(22, 50),
    SERVERLESS_PIPELINES(25, 60),
    MATERIALIZED_VIEWS(8, 30),
    ENDPOINTS(45, 90),
    APPS(25, 20),
    DATABASES(15, 20),
    ASSISTANTS(16, 20),
    PLATFORM(22, 50);

    static final int SQL_PERMILLE = 480;

    private final int dollarPermille;
    private final int rowPermille;

    ProductLine(int dollarPermille, int rowPermille) {
        this.dollarPermille = dollarPermille;
        this.rowPermille = rowPermille;
    }

    int dollarPermille() {
        return dollarPermille;
    }

    int rowPermille() {
        return rowPermille;
    }
}
