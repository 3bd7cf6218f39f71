package dev.costinsights.core.attribution;

import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.UsageFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every product by the keys of its own, and no product by the keys of another. */
class ProductsTest {

    /** The keys of a line are all on the record; the first of them is the one that names the target. */
    @ParameterizedTest(name = "{0} with {1} is {2} {3}")
    @CsvSource(textBlock = """
            SQL,                       DLT_PIPELINE_ID WAREHOUSE_ID,             PIPELINE,   PIPELINE
            SQL,                       DLT_UPDATE_ID DLT_PIPELINE_ID,            PIPELINE,   PIPELINE_UPDATE
            JOBS,                      JOB_RUN_ID JOB_ID,                        SERVERLESS, JOB_RUN
            JOBS,                      JOB_ID,                                   SERVERLESS, JOB
            JOBS,                      JOB_ID CLUSTER_ID,                        CLUSTER,    JOB
            INTERACTIVE,               NOTEBOOK_ID CLUSTER_ID,                   SERVERLESS, NOTEBOOK
            NOTEBOOKS,                 NOTEBOOK_ID,                              SERVERLESS, NOTEBOOK
            DLT,                       DLT_UPDATE_ID DLT_MAINTENANCE_ID DLT_PIPELINE_ID, PIPELINE, PIPELINE_UPDATE
            DLT,                       DLT_MAINTENANCE_ID DLT_PIPELINE_ID,       PIPELINE,   PIPELINE_MAINTENANCE
            DLT,                       DLT_PIPELINE_ID CLUSTER_ID,               PIPELINE,   PIPELINE
            LAKEFLOW_CONNECT,          DLT_UPDATE_ID DLT_PIPELINE_ID,            PIPELINE,   PIPELINE_UPDATE
            ONLINE_TABLES,             DLT_PIPELINE_ID,                          PIPELINE,   PIPELINE
            VECTOR_SEARCH,             ENDPOINT_ID ENDPOINT_NAME DLT_PIPELINE_ID, ENDPOINT,  ENDPOINT
            VECTOR_SEARCH,             ENDPOINT_NAME,                            ENDPOINT,   ENDPOINT
            VECTOR_SEARCH,             DLT_PIPELINE_ID,                          PIPELINE,   PIPELINE
            MODEL_SERVING,             ENDPOINT_ID ENDPOINT_NAME,                ENDPOINT,   ENDPOINT
            MODEL_SERVING,             ENDPOINT_NAME,                            ENDPOINT,   ENDPOINT
            AI_GATEWAY,                AI_GATEWAY_ENDPOINT_ID AI_GATEWAY_ENDPOINT_NAME, ENDPOINT, ENDPOINT
            AGENT_EVALUATION,          AI_GATEWAY_ENDPOINT_NAME,                 ENDPOINT,   ENDPOINT
            AI_FUNCTIONS,              JOB_RUN_ID ENDPOINT_ID,                   SERVERLESS, JOB_RUN
            AI_FUNCTIONS,              DLT_UPDATE_ID NOTEBOOK_ID DLT_PIPELINE_ID, PIPELINE,  PIPELINE_UPDATE
            AI_FUNCTIONS,              NOTEBOOK_ID ENDPOINT_ID,                  SERVERLESS, NOTEBOOK
            AI_FUNCTIONS,              ENDPOINT_ID WAREHOUSE_ID,                 ENDPOINT,   ENDPOINT
            AI_FUNCTIONS,              WAREHOUSE_ID CLUSTER_ID,                  WAREHOUSE,  WAREHOUSE
            AI_FUNCTIONS,              CLUSTER_ID DLT_PIPELINE_ID,               CLUSTER,    CLUSTER
            AI_FUNCTIONS,              DLT_PIPELINE_ID,                          PIPELINE,   PIPELINE
            APPS,                      APP_ID APP_NAME,                          APP,        APP
            APPS,                      APP_NAME,                                 APP,        APP
            DATABASE,                  DATABASE_INSTANCE_ID PROJECT_ID,          DATABASE,   DATABASE
            LAKEBASE,                  PROJECT_ID DLT_PIPELINE_ID,               DATABASE,   DATABASE
            DATABASE,                  DLT_PIPELINE_ID,                          PIPELINE,   PIPELINE
            AGENT_BRICKS,              AGENT_BRICKS_ID ENDPOINT_ID,              AGENT,      AGENT
            SUPERVISOR_AGENT,          SUPERVISOR_AGENT_ID,                      AGENT,      AGENT
            AGENT_BRICKS,              ENDPOINT_ID,                              ENDPOINT,   ENDPOINT
            GENIE,                     GENIE_AGENT_ID GENIE_SURFACE,             AGENT,      GENIE
            GENIE,                     GENIE_SURFACE,                            AGENT,      GENIE
            CLEAN_ROOM,                CENTRAL_CLEAN_ROOM_ID,                    CLEAN_ROOM, CLEAN_ROOM
            FOUNDATION_MODEL_TRAINING, RUN_NAME,                                 SERVERLESS, TRAINING_RUN
            AI_RUNTIME,                JOB_RUN_ID NOTEBOOK_ID,                   SERVERLESS, JOB_RUN
            AI_RUNTIME,                NOTEBOOK_ID AI_RUNTIME_WORKLOAD_ID,       SERVERLESS, NOTEBOOK
            AI_RUNTIME,                AI_RUNTIME_WORKLOAD_ID AI_RUNTIME_POOL_ID, SERVERLESS, AI_RUNTIME_WORKLOAD
            DATA_SHARING,              SHARING_MATERIALIZATION_ID RECIPIENT_ID,  SHARE,      SHARE
            DATA_SHARING,              RECIPIENT_ID,                             SHARE,      SHARE
            """)
    void theFirstKeyThatTheRecordCarriesNamesTheTarget(
            String product, String keys, ResourceType resource, String execution) {
        UsageFixture record = usage("u1").product(product);
        List<String> names = List.of(keys.split(" ", -1));
        for (String name : names) {
            record.key(UsageKey.valueOf(name), "id of " + name);
        }

        Bill bill = Bill.of(aDollar(), record);
        LedgerRow row = bill.attribute().row();

        assertEquals(
                List.of("DIRECT " + execution + " id of " + names.get(0) + " 60"),
                bill.attribute().shares());
        assertEquals(resource, row.charge().resource().type());
        assertEquals(AmountBasis.BILLED_ID, row.amountBasis());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PREDICTIVE_OPTIMIZATION",
                "NETWORKING",
                "DEFAULT_STORAGE",
                "DATA_QUALITY_MONITORING",
                "LAKEHOUSE_MONITORING",
                "DATA_CLASSIFICATION",
                "FINE_GRAINED_ACCESS_CONTROL",
                "BASE_ENVIRONMENTS",
                "EXTERNAL_COMPATIBILITY",
                "SHARED_SERVERLESS_COMPUTE"
            })
    void platformProductsAreOverheadWhateverTheyName(String product) {
        Bill bill = Bill.of(
                aDollar(),
                usage("u1").product(product).key(UsageKey.CLUSTER_ID, "c1").key(UsageKey.JOB_RUN_ID, "r1"));

        assertEquals(List.of("OVERHEAD 60"), bill.attribute().shares());
        assertEquals(
                ResourceType.PLATFORM,
                bill.attribute().row().charge().resource().type());
    }

    @Test
    void aKnownProductWithoutItsKeysHasNoKnownObject() {
        Bill bill = Bill.of(aDollar(), usage("u1").product("MODEL_SERVING").key(UsageKey.CLUSTER_ID, "c1"));

        assertEquals(List.of("UNATTRIBUTED OBJECT_UNKNOWN 60"), bill.attribute().shares());
    }

    @Test
    void aProductThatNobodyHasHeardOfIsNotLost() {
        Bill bill = Bill.of(
                aDollar(),
                usage("u1").product("QUANTUM_LAKE").key(UsageKey.JOB_RUN_ID, "r1"),
                usage("u2").product("").quantity("30"));

        assertEquals(
                List.of("UNATTRIBUTED UNSUPPORTED_PRODUCT 60"), bill.attribute().shares("u1"));
        assertEquals(
                List.of("UNATTRIBUTED UNSUPPORTED_PRODUCT 30"), bill.attribute().shares("u2"));
    }

    @Test
    void usageOfTheAccountItselfHasNoWorkspace() {
        Bill bill = Bill.of(aDollar(), usage("u1").workspace("0").product("NETWORKING"));

        assertEquals(List.of("OVERHEAD 60"), bill.attribute().shares());
        assertEquals("", bill.attribute().result().reconciliation().get(0).workspaceId());
    }

    @Test
    void anUnpricedRecordStillNamesItsTarget() {
        Bill bill = Bill.of(
                usage("u1").product("APPS").key(UsageKey.APP_ID, "a1"),
                usage("u2").product("NETWORKING"));

        assertEquals(List.of("UNPRICED APP a1 0"), bill.attribute().shares("u1"));
        assertEquals(List.of("UNPRICED 0"), bill.attribute().shares("u2"));
        assertEquals(AmountBasis.NONE, bill.attribute().row("a1").amountBasis());
    }
}
