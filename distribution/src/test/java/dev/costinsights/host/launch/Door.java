package dev.costinsights.host.launch;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.ConditionTask;
import com.databricks.sdk.service.jobs.ConditionTaskOp;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.DbtTask;
import com.databricks.sdk.service.jobs.ForEachTask;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.PipelineTask;
import com.databricks.sdk.service.jobs.PythonWheelTask;
import com.databricks.sdk.service.jobs.RepairRun;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.RunJobTask;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.SparkJarTask;
import com.databricks.sdk.service.jobs.SparkPythonTask;
import com.databricks.sdk.service.jobs.SparkSubmitTask;
import com.databricks.sdk.service.jobs.SqlTask;
import com.databricks.sdk.service.jobs.SqlTaskQuery;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import com.databricks.sdk.service.jobs.UpdateJob;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.EditPipeline;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import dev.costinsights.core.context.AttributionContext;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A way into Databricks: each launches one piece of work, with an instrumented client, in a context of its own. */
enum Door {
    JDBC_STATEMENT(Way.TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            try (Connection connection = clients.connection();
                    Statement statement = connection.createStatement()) {
                clients.launch(context, () -> statement.execute("SELECT 1"));
            }
        }
    },
    JDBC_BATCH(Way.TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            try (Connection connection = clients.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS batched (n INT)");
                statement.addBatch("INSERT INTO batched VALUES (1)");
                statement.addBatch("INSERT INTO batched VALUES (2)");
                clients.launch(context, statement::executeBatch);
            }
        }
    },
    OUR_JDBC_DRIVER(Way.TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            clients.launch(context, () -> {
                try (Connection connection = clients.connectionOfOurDriver();
                        Statement statement = connection.createStatement()) {
                    statement.execute("SELECT 2");
                }
            });
        }
    },
    STATEMENT_EXECUTION(Way.TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            clients.launch(context, () -> clients.client
                    .statementExecution()
                    .executeStatement(new ExecuteStatementRequest()
                            .setStatement("SELECT 3")
                            .setWarehouseId(clients.warehouseId())));
        }
    },
    JOB_CREATED_HERE_RUN_ELSEWHERE(Way.ALWAYS_TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            long job = clients.in(context, () -> clients.client
                    .jobs()
                    .create(job(onCluster(task("load"))))
                    .getJobId());
            clients.bare.jobs().runNow(new RunNow().setJobId(job));
        }
    },
    JOB_UPDATED_HERE_RUN_ELSEWHERE(Way.ALWAYS_TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            long job = clients.bare.jobs().create(job(onCluster(task("load")))).getJobId();
            clients.launch(context, () -> clients.client
                    .jobs()
                    .update(new UpdateJob()
                            .setJobId(job)
                            .setNewSettings(new JobSettings().setTags(Map.of("team", "finance")))));
            clients.bare.jobs().runNow(new RunNow().setJobId(job));
        }
    },
    JOB_RESET_HERE_RUN_ELSEWHERE(Way.ALWAYS_TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            long job = clients.bare.jobs().create(job(task("load"))).getJobId();
            clients.launch(context, () -> clients.client
                    .jobs()
                    .reset(new ResetJob()
                            .setJobId(job)
                            .setNewSettings(
                                    new JobSettings().setName("reset").setTasks(List.of(onCluster(task("load")))))));
            clients.bare.jobs().runNow(new RunNow().setJobId(job));
        }
    },
    RUN_NOW(Way.TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            long job = clients.bare.jobs().create(job(task("load"))).getJobId();
            clients.launch(context, () -> clients.client.jobs().runNow(new RunNow().setJobId(job)));
        }
    },
    REPAIR(Way.ONLY_RECORDED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            long job = clients.bare.jobs().create(job(task("load"))).getJobId();
            long run = clients.bare
                    .jobs()
                    .runNow(new RunNow().setJobId(job))
                    .getResponse()
                    .getRunId();
            clients.later();
            clients.launch(context, () -> clients.client
                    .jobs()
                    .repairRun(new RepairRun().setRunId(run).setRerunTasks(List.of("load"))));
        }
    },
    SUBMIT_ON_NEW_CLUSTER(Way.TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(clients, context, submitted().setNewCluster(cluster()).setNotebookTask(notebook()));
        }
    },
    NOTEBOOK_TASK(Way.NAMED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(clients, context, submitted().setNotebookTask(notebook()));
        }
    },
    PYTHON_TASK(Way.NAMED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(
                    clients,
                    context,
                    submitted().setSparkPythonTask(new SparkPythonTask().setPythonFile("/Workspace/load.py")));
        }
    },
    WHEEL_TASK(Way.NAMED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(
                    clients,
                    context,
                    submitted()
                            .setPythonWheelTask(
                                    new PythonWheelTask().setPackageName("load").setEntryPoint("main")));
        }
    },
    JAR_TASK(Way.TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(
                    clients,
                    context,
                    submitted()
                            .setNewCluster(cluster())
                            .setSparkJarTask(new SparkJarTask().setMainClassName("com.example.Load")));
        }
    },
    SPARK_SUBMIT_TASK(Way.TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(
                    clients,
                    context,
                    submitted()
                            .setNewCluster(cluster())
                            .setSparkSubmitTask(new SparkSubmitTask().setParameters(List.of("--class", "Load"))));
        }
    },
    SQL_TASK(Way.STARTED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(
                    clients,
                    context,
                    submitted()
                            .setSqlTask(new SqlTask()
                                    .setWarehouseId(clients.warehouseId())
                                    .setQuery(new SqlTaskQuery().setQueryId("q-1"))));
        }
    },
    DBT_TASK(Way.NAMED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(
                    clients,
                    context,
                    submitted()
                            .setDbtTask(new DbtTask()
                                    .setCommands(List.of("dbt run"))
                                    .setWarehouseId(clients.warehouseId())));
        }
    },
    PIPELINE_TASK(Way.STARTED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            String pipeline = clients.bare
                    .pipelines()
                    .create(new CreatePipeline().setName("started by a job").setServerless(true))
                    .getPipelineId();
            submit(clients, context, submitted().setPipelineTask(new PipelineTask().setPipelineId(pipeline)));
        }
    },
    RUN_JOB_TASK(Way.STARTED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            long job = clients.bare.jobs().create(job(task("child"))).getJobId();
            submit(clients, context, submitted().setRunJobTask(new RunJobTask().setJobId(job)));
        }
    },
    FOR_EACH_TASK(Way.NAMED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(
                    clients,
                    context,
                    submitted()
                            .setForEachTask(new ForEachTask().setInputs("[1,2]").setTask(task("each"))));
        }
    },
    CONDITION_TASK(Way.NAMED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            submit(
                    clients,
                    context,
                    new SubmitTask()
                            .setTaskKey("asked")
                            .setConditionTask(new ConditionTask()
                                    .setLeft("1")
                                    .setRight("1")
                                    .setOp(ConditionTaskOp.EQUAL_TO)),
                    submitted()
                            .setNotebookTask(notebook())
                            .setDependsOn(List.of(
                                    new TaskDependency().setTaskKey("asked").setOutcome("true"))));
        }
    },
    PIPELINE_CREATED_HERE_UPDATED_ELSEWHERE(Way.ALWAYS_TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            String pipeline = clients.in(context, () -> clients.client
                    .pipelines()
                    .create(new CreatePipeline().setName("created here").setServerless(true))
                    .getPipelineId());
            clients.bare.pipelines().startUpdate(new StartUpdate().setPipelineId(pipeline));
        }
    },
    PIPELINE_EDITED_HERE_UPDATED_ELSEWHERE(Way.ALWAYS_TAGGED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            String pipeline = clients.bare
                    .pipelines()
                    .create(new CreatePipeline().setName("created elsewhere").setServerless(true))
                    .getPipelineId();
            clients.launch(context, () -> clients.client
                    .pipelines()
                    .update(new EditPipeline()
                            .setPipelineId(pipeline)
                            .setName("edited here")
                            .setServerless(true)));
            clients.bare.pipelines().startUpdate(new StartUpdate().setPipelineId(pipeline));
        }
    },
    START_UPDATE(Way.ONLY_RECORDED) {
        @Override
        void open(Clients clients, AttributionContext context) throws Exception {
            String pipeline = clients.bare
                    .pipelines()
                    .create(new CreatePipeline().setName("updated here").setServerless(true))
                    .getPipelineId();
            clients.launch(
                    context, () -> clients.client.pipelines().startUpdate(new StartUpdate().setPipelineId(pipeline)));
        }
    };

    /** What carries the context to the bill. */
    enum Way {
        /** Tags, and the recorded id when there is a recorder. */
        TAGGED,
        /** The run's name, which has room for the opaque id alone, and the recorded id when there is a recorder. */
        NAMED,
        /** As {@link #NAMED}, but what is billed is other work that the run started: it takes the context over. */
        STARTED,
        /** Tags of an object; the execution itself is launched by somebody else, so that there is no id to record. */
        ALWAYS_TAGGED,
        /** No channel exists; the recorded id is all there is. */
        ONLY_RECORDED
    }

    final Way way;

    Door(Way way) {
        this.way = way;
    }

    /** Launches the work; it may run on when this returns. */
    abstract void open(Clients clients, AttributionContext context) throws Exception;

    private static void submit(Clients clients, AttributionContext context, SubmitTask... tasks) throws Exception {
        clients.launch(context, () -> clients.client
                .jobs()
                .submit(new SubmitRun().setRunName("one time").setTasks(List.of(tasks))));
    }

    private static SubmitTask submitted() {
        return new SubmitTask().setTaskKey("load");
    }

    private static NotebookTask notebook() {
        return new NotebookTask().setNotebookPath("/Workspace/load");
    }

    private static CreateJob job(Task task) {
        return new CreateJob().setName("job").setTasks(List.of(task));
    }

    private static Task task(String key) {
        return new Task().setTaskKey(key).setNotebookTask(notebook());
    }

    private static Task onCluster(Task task) {
        return task.setNewCluster(cluster());
    }

    private static ClusterSpec cluster() {
        return new ClusterSpec().setNumWorkers(2L).setNodeTypeId("i3.xlarge").setSparkVersion("15.4.x-scala2.12");
    }
}
