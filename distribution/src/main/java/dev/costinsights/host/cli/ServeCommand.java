package dev.costinsights.host.cli;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.database.HostDatabase;
import dev.costinsights.host.estimate.EstimateDatabase;
import dev.costinsights.host.estimate.EstimatingKeeper;
import dev.costinsights.host.estimate.RecordingEstimates;
import dev.costinsights.host.http.ApiRoutes;
import dev.costinsights.host.http.ApiServer;
import dev.costinsights.host.http.Route;
import dev.costinsights.host.recording.SharedKeeper;
import dev.costinsights.host.run.Backfills;
import dev.costinsights.host.run.Forgetting;
import dev.costinsights.host.run.HostModule;
import dev.costinsights.host.run.LedgerAnswers;
import dev.costinsights.host.run.Readiness;
import dev.costinsights.host.run.RepeatedWork;
import dev.costinsights.host.run.RunningBackfills;
import dev.costinsights.host.run.Settling;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: the host over HTTP, until it is stopped. */
@Command(name = "serve", sortOptions = false, description = "Serves the dashboard and the API until it is stopped.")
final class ServeCommand implements Callable<Integer> {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT = 8080;
    private static final int MOST_PORT = 65535;

    private final Session session;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "address to listen on; default 127.0.0.1")
    private String host;

    @Option(names = "--port", paramLabel = "N", description = "port to listen on, 0 for any free one; default 8080")
    private Integer port;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "show the ledger in Parquet that attribute wrote to this folder, and do nothing else")
    private Path from;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Config settings = session.settings()
                .with(HostKeys.SERVER_HOST, host, "--host")
                .with(HostKeys.SERVER_PORT, port, "--port")
                .host();
        String address = settings.string(HostKeys.SERVER_HOST).orElse(LOOPBACK);
        int number = (int) settings.integer(HostKeys.SERVER_PORT, PORT, 0, MOST_PORT);
        String token = settings.string(HostKeys.SERVER_TOKEN).orElse(null);
        if (from != null) {
            show(address, number, token);
            return ExitCode.DONE;
        }
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        DataSource recordings =
                HostDatabase.EXECUTIONS.open(settings, session.places().state());
        EstimateDatabase estimates = new EstimateDatabase(
                HostDatabase.ESTIMATES.open(settings, session.places().state()));
        RecordingEstimates said =
                new RecordingEstimates(estimates, session.settings().currency(), HostModule.clock());
        ExecutionKeeper keeper = new SharedKeeper(new EstimatingKeeper(new JdbcJournal(recordings), said));
        try (StopSignal stop = StopSignal.ofProcess()) {
            try {
                session.inSilentHost(session.settings(), wired -> {
                    try (RepeatedWork settling = wired.getInstance(Settling.class)
                                    .start(recordings, keeper, metrics)
                                    .orElse(null);
                            RepeatedWork forgetting = wired.getInstance(Forgetting.class)
                                    .start(recordings)
                                    .orElse(null);
                            RunningBackfills backfills = wired.getInstance(Backfills.class)
                                    .start(metrics)
                                    .orElse(null);
                            Readiness readiness = Readiness.watch(
                                    threads(settling, forgetting, backfills),
                                    recordings,
                                    session.places().state())) {
                        List<Route> routes = ApiRoutes.all(
                                keeper,
                                estimates,
                                wired.getInstance(LedgerAnswers.class),
                                Optional.ofNullable(backfills),
                                readiness,
                                metrics);
                        serve(address, number, token, routes, stop);
                    }
                    return ExitCode.DONE;
                });
            } finally {
                keeper.close();
            }
        }
        return ExitCode.DONE;
    }

    /** Serves a ledger in a folder. No store or database is opened, so that it can be looked at on any machine. */
    private void show(String address, int number, String token) throws InterruptedException {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (StopSignal stop = StopSignal.ofProcess()) {
            session.inSilentHost(session.settings(), wired -> {
                LedgerAnswers answers = wired.getInstance(LedgerAnswers.class);
                answers.require(from);
                serve(address, number, token, ApiRoutes.ofFolder(answers, from, metrics), stop);
                return ExitCode.DONE;
            });
        }
    }

    /** Any may be null, where it is not wanted. */
    private static List<Supplier<Optional<String>>> threads(
            RepeatedWork settling, RepeatedWork forgetting, RunningBackfills backfills) {
        List<Supplier<Optional<String>>> threads = new ArrayList<>();
        if (backfills != null) {
            threads.add(backfills::problem);
        }
        if (settling != null) {
            threads.add(settling::problem);
        }
        if (forgetting != null) {
            threads.add(forgetting::problem);
        }
        return threads;
    }

    private void serve(String address, int number, String token, List<Route> routes, StopSignal stop)
            throws InterruptedException {
        try (ApiServer server = ApiServer.start(address, number, token, routes)) {
            session.ready("http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + server.port());
            stop.await();
        }
    }
}
