package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.PriceBook;
import dev.costinsights.workspace.company.PriceRows;
import dev.costinsights.workspace.tables.RowProducer;
import dev.costinsights.workspace.tables.RowWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The company and its month: what each table is made of. */
final class Sample {
    /** A table to write, and about how many rows it will have. */
    record Table(String path, long expectedRows, RowProducer producer) {
        /** The same table with more rows at its end. */
        Table then(RowProducer more) {
            return new Table(path, expectedRows, rows -> {
                producer.produce(rows);
                more.produce(rows);
            });
        }
    }

    /** Statements on serverless compute for each statement on a warehouse: a tenth, and of those a fifth in notebooks. */
    private static final long SERVERLESS_PART = 10;

    private static final long NOTEBOOK_PART = 5;
    private static final double MILLIS_PER_HOUR = Window.HOUR;
    private static final double DOLLARS_PER_DBU = 0.72;

    private final SampleOptions options;
    private final Window window;
    private final TrapCounts traps = new TrapCounts();
    private final List<Warehouse> warehouses;
    private final Map<Warehouse, ClusterHours> clusterHours = new LinkedHashMap<>();
    private final PriceBook prices;
    private final Meter meter;
    private final List<AllPurposeCluster> clusters;
    private final List<Job> jobs;
    private final JobRuns runs;
    private final List<Pipeline> pipelines;
    private final PipelineUpdates updates;
    private final List<Endpoint> endpoints;
    private volatile Map<String, BigInteger> billed = Map.of();

    Sample(SampleOptions options) {
        long seed = options.seed();
        this.options = options;
        this.window = Window.of(options);
        this.warehouses = WarehouseFleet.build(options);
        this.prices = PriceList.build(window, traps);
        for (Warehouse warehouse : warehouses) {
            clusterHours.put(warehouse, ClusterHours.of(warehouse, window, seed));
        }
        this.meter = new Meter(warehouseDollars(), options.otherUsage());
        this.clusters = ClusterFleet.build(seed, meter, window);
        this.jobs = JobFleet.build(options, meter, clusters);
        this.runs = new JobRuns(window, seed);
        this.pipelines = PipelineFleet.build(options, jobs);
        this.updates = new PipelineUpdates(runs, window, seed);
        this.endpoints = Endpoint.build(seed);
    }

    TrapCounts traps() {
        return traps;
    }

    /** Ledger units per currency; complete when billing/usage is written. */
    Map<String, BigInteger> billed() {
        return billed;
    }

    /** The largest first. */
    List<Table> tables() {
        long seed = options.seed();
        long perRun = options.otherUsage() / 2;
        List<Table> tables = new ArrayList<>();
        add(tables, "query/history", options.statements() + options.statements() / SERVERLESS_PART, this::history);
        add(tables, "billing/usage", options.otherUsage() + warehouses.size() * 400L, this::usage);
        if (options.attributedUsage()) {
            add(tables, "billing/attributed_usage", options.statements() / 4, rows -> new AttributedUsageRows(
                            window, seed, rows)
                    .write(warehouses, clusterHours));
        }
        add(tables, "lakeflow/job_task_run_timeline", 2 * perRun, rows -> timelines(rows)
                .tasks());
        add(tables, "lakeflow/job_run_timeline", perRun, rows -> timelines(rows).runs());
        add(
                tables,
                "compute/warehouse_events",
                warehouses.size() * 400L,
                rows -> WarehouseRows.events(warehouses, window, seed, rows, traps));
        add(tables, "compute/clusters", perRun / 4, this::clusters);
        add(tables, "lakeflow/pipeline_update_timeline", perRun / 4, rows -> new PipelineRows(
                        pipelines, window, rows, traps)
                .updates(updates));
        add(tables, "lakeflow/pipelines", pipelines.size(), rows -> new PipelineRows(pipelines, window, rows, traps)
                .objects());
        add(tables, "lakeflow/jobs", jobs.size(), rows -> JobRows.jobs(jobs, window, rows, traps));
        add(tables, "lakeflow/job_tasks", 2L * jobs.size(), rows -> JobRows.tasks(jobs, window, rows));
        add(tables, "billing/list_prices", prices.all().size(), rows -> PriceRows.list(prices, rows));
        if (options.accountPrices()) {
            add(tables, "billing/account_prices", prices.all().size(), rows -> PriceRows.account(prices, rows));
        }
        add(
                tables,
                "compute/warehouses",
                warehouses.size(),
                rows -> WarehouseRows.objects(warehouses, window, rows, traps));
        add(
                tables,
                "access/workspaces_latest",
                Company.WORKSPACES.size(),
                rows -> SmallTables.workspaces(window, rows));
        add(
                tables,
                "serving/served_entities",
                endpoints.size(),
                rows -> SmallTables.servedEntities(endpoints, window, rows, traps));
        add(tables, "serving/endpoint_usage", 10_000, rows -> SmallTables.endpointUsage(endpoints, window, seed, rows));
        return tables;
    }

    private static void add(List<Table> tables, String path, long expectedRows, RowProducer producer) {
        tables.add(new Table(path, expectedRows, producer));
    }

    /** About; only to find the size of everything else. */
    private double warehouseDollars() {
        double dbu = 0;
        for (Warehouse warehouse : warehouses) {
            double hours = clusterHours.get(warehouse).totalClusterMillis() / MILLIS_PER_HOUR;
            dbu += hours * warehouse.size().dbuPerHour();
        }
        return dbu * DOLLARS_PER_DBU;
    }

    private void history(RowWriter rows) {
        SqlTaskCatalog sqlTasks = new SqlTaskCatalog(jobs, warehouses, runs, window);
        for (Warehouse warehouse : warehouses) {
            StatementRows statements = new StatementRows(warehouse, window, options.seed(), rows, sqlTasks, traps);
            new WarehouseSimulation(warehouse, window, options.seed(), statements).run();
        }
        long count = options.statements() / SERVERLESS_PART;
        ServerlessStatements serverless = new ServerlessStatements(window, options.seed(), rows);
        serverless.ofJobs(jobs, runs, count - count / NOTEBOOK_PART);
        serverless.ofPipelines(pipelines, updates);
        serverless.ofNotebooks(count / NOTEBOOK_PART);
    }

    private void usage(RowWriter rows) {
        long seed = options.seed();
        UsageWriter usage = new UsageWriter(rows, prices, seed, traps);
        WarehouseUsage.write(warehouses, clusterHours, window, seed, usage, traps);
        long warehouseRows = usage.rowCount();
        new OddRecords(window, usage, traps).write();
        new JobUsage(jobs, runs, window, seed, meter, usage).write();
        ClusterUsage.write(clusters, window, seed, meter, usage);
        new PipelineUsage(pipelines, updates, window, seed, meter, usage, traps).write();
        new Services(endpoints, window, seed, meter, usage).write();
        Platform.write(window, seed, meter, usage, traps);
        new Notebooks(window, seed, meter, usage).fillTo(warehouseRows + options.otherUsage());
        billed = usage.billed();
    }

    private JobTimelineRows timelines(RowWriter rows) {
        SqlTaskCatalog sqlTasks = new SqlTaskCatalog(jobs, warehouses, runs, window);
        return new JobTimelineRows(jobs, runs, window, sqlTasks, rows, traps);
    }

    private void clusters(RowWriter rows) {
        ClusterRows writer = new ClusterRows(window, rows, traps);
        writer.allPurpose(clusters);
        writer.ofJobs(jobs, runs);
    }
}
