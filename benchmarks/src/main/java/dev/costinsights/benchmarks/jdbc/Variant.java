package dev.costinsights.benchmarks.jdbc;

import com.p6spy.engine.spy.P6DataSource;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.plugin.sql.jdbc.Wrapping;
import dev.costinsights.plugin.sql.tracking.Channels;
import dev.costinsights.plugin.sql.tracking.Tracking;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import java.time.Clock;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** Who wraps the data source. All of them do as little as they can be told to. */
@SuppressWarnings("ImmutableEnumChecker") // a function without state
enum Variant {
    BARE("bare H2", source -> source),
    OURS_WITHOUT_CONTEXT("ours, no context", source -> ours(source, ExecutionRecorder.NONE, AttributionContext.EMPTY)),
    OURS_WITHOUT_RECORDER("ours, context, no recorder", source -> ours(source, ExecutionRecorder.NONE, context())),
    OURS_RECORDING("ours, context, every event handed over", source -> ours(source, new Newest(), context())),
    P6SPY("p6spy 3.9.1, no module", P6DataSource::new),
    DATASOURCE_PROXY("datasource-proxy 1.11.0, empty listener", source -> ProxyDataSourceBuilder.create(source)
            .listener(QueryExecutionListener.DEFAULT)
            .build()),
    OPENTELEMETRY("opentelemetry-jdbc 2.31.1-alpha, no-op", source -> JdbcTelemetry.create(OpenTelemetry.noop())
            .wrap(source));

    final String title;
    private final UnaryOperator<DataSource> wrapper;

    Variant(String title, UnaryOperator<DataSource> wrapper) {
        this.title = title;
        this.wrapper = wrapper;
    }

    DataSource wrap(DataSource source) {
        return wrapper.apply(source);
    }

    /** H2 is taken for a Databricks driver, so that everything runs that runs there but the driver's own part. */
    private static DataSource ours(DataSource source, ExecutionRecorder recorder, AttributionContext context) {
        Tracking tracking = new Tracking(
                AttributionScope.of(context, TagDialect.DAGSTER), recorder, Clock.systemUTC(), Channels.STANDARD);
        return new Wrapping(tracking, connection -> new PretendedSession()).wrap(source);
    }

    private static AttributionContext context() {
        return AttributionContext.builder()
                .opaqueId("5f2c9a1e-0000-4000-8000-000000000001")
                .orchestrator("dagster")
                .job("nightly")
                .run("r1")
                .build();
    }

    /** Lets every event escape to where another thread could see it, and no more. */
    private static final class Newest implements ExecutionRecorder {
        private volatile ExecutionEvent newest;

        @Override
        public void record(ExecutionEvent event) {
            newest = event;
        }

        @Override
        public void undone(String reason, Throwable cause) {}

        @Override
        public String toString() {
            return String.valueOf(newest);
        }
    }
}
