package dev.costinsights.core.context;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the environment variables of a process say of it. Somebody's own words, {@code COST_INSIGHTS_*}, come first and are
 * completed by the first orchestrator that names its work: Dagster Pipes, Dagster, Airflow, dbt, OpenTelemetry baggage,
 * GitHub Actions. Never throws: a variable that cannot be read says nothing, and the log says why.
 */
public final class EnvironmentContext {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentContext.class);

    private record Reader(String name, Function<Map<String, String>, AttributionContext> read) {}

    private static final List<Reader> ORCHESTRATORS = List.of(
            new Reader("Dagster Pipes", DagsterPipes::read),
            new Reader("Dagster", DagsterEnvironment::read),
            new Reader("Airflow", AirflowEnvironment::read),
            new Reader("dbt", DbtEnvironment::read),
            new Reader("OpenTelemetry baggage", Baggage::readEnvironment),
            new Reader("GitHub Actions", GithubEnvironment::read));

    private EnvironmentContext() {}

    /** What these variables say; {@link AttributionContext#EMPTY} when nothing. */
    public static AttributionContext of(Map<String, String> variables) {
        AttributionContext own = read(new Reader("COST_INSIGHTS_*", PlainEnvironment::read), variables);
        AttributionContext more = AttributionContext.EMPTY;
        for (Reader orchestrator : ORCHESTRATORS) {
            if (!more.namesWork()) {
                more = more.orElse(read(orchestrator, variables));
            }
        }
        return own.orElse(more);
    }

    /**
     * Whether a variable is one of somebody's own words, such as {@code COST_INSIGHTS_JOB}: whoever looks at variables with
     * that prefix for something else passes it over.
     */
    public static boolean isOwn(String variable) {
        return PlainEnvironment.reads(variable);
    }

    private static AttributionContext read(Reader reader, Map<String, String> variables) {
        try {
            return reader.read.apply(variables);
        } catch (RuntimeException e) {
            LOG.warn("the environment of {} cannot be read and says nothing: {}", reader.name, e.toString());
            return AttributionContext.EMPTY;
        }
    }
}
