package dev.costinsights.host.run;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.core.tracking.HostHandover;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.bundle.Deployment;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.database.HostDatabase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records deployments where executions are recorded: at the host that {@code recording.url} names, else with the
 * recordings of this machine, if there are any.
 */
public final class DeploymentRecording {

    private final Settings settings;
    private final StoreAccess access;
    private final Clock clock;

    @Inject
    DeploymentRecording(Settings settings, StoreAccess access, Clock clock) {
        this.settings = settings;
        this.access = access;
        this.clock = clock;
    }

    /** What is recorded; its exit code is what counts. */
    public interface Work {
        int run() throws InterruptedException;
    }

    /**
     * What came of it.
     *
     * @param exitCode the work's own
     * @param problem why the deployment is not recorded; empty when it is, or when nothing is recorded here
     */
    public record Outcome(int exitCode, Optional<String> problem) {}

    /** @throws CostInsightsException before the work when {@code recording.url} is no address */
    public Outcome around(Deployment deployment, Work work) throws InterruptedException {
        Optional<ExecutionKeeper> keeper = keeper();
        Instant start = clock.instant();
        int exitCode = work.run();
        if (keeper.isEmpty()) {
            return new Outcome(exitCode, Optional.empty());
        }
        long from = TimeSpan.micros(start);
        long now = TimeSpan.micros(clock.instant());
        return new Outcome(
                exitCode, kept(keeper.get(), deployment.ended(from, Math.max(0, now - from), exitCode), now));
    }

    private static Optional<String> kept(ExecutionKeeper keeper, ExecutionEvent event, long now)
            throws InterruptedException {
        try {
            keeper.keep(new EventBatch(0, 0, now, List.of(event)));
            keeper.close();
            return Optional.empty();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // It is deployed, whatever the recordings do.
            return Optional.of("the deployment is not recorded: " + e.getMessage());
        }
    }

    private Optional<ExecutionKeeper> keeper() {
        Optional<String> url = settings.host().string(HostKeys.RECORDING_URL);
        if (url.isPresent()) {
            String token = settings.host().string(HostKeys.RECORDING_TOKEN).orElse(null);
            return Optional.of(handover(url.get(), token));
        }
        return HostDatabase.EXECUTIONS.existing(settings.host(), access.home()).map(JdbcJournal::new);
    }

    private HostHandover handover(String url, String token) {
        try {
            return HostHandover.to(url, token);
        } catch (IllegalArgumentException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    settings.origin(HostKeys.RECORDING_URL) + " " + HostKeys.RECORDING_URL + " is " + e.getMessage(),
                    e);
        }
    }
}
