package dev.costinsights.host.run;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Places;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.version.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** What a run consists of. Everything is bound here; nothing is bound by guessing. */
public final class HostModule extends AbstractModule {

    private final Settings settings;
    private final Places places;
    private final Progress progress;
    private final PluginPolicy policy;
    private final Path plugins;

    /** @throws CostInsightsException when there is no folder where the settings say that plugins are */
    public HostModule(Settings settings, Places places, Progress progress, PluginPolicy policy) {
        this.plugins = settings.host()
                .string(HostKeys.PLUGINS_DIR)
                .map(named -> existing(settings, Path.of(named)))
                .orElseGet(() ->
                        places.installation().orElse(places.workingFolder()).resolve("plugins"));
        this.settings = settings;
        this.places = places;
        this.progress = progress;
        this.policy = policy;
    }

    /** The host's clock; the only place that asks the system for one. */
    public static Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    protected void configure() {
        binder().requireExplicitBindings();
        binder().requireExactBindingAnnotations();
        binder().disableCircularProxies();
        bind(Settings.class).toInstance(settings);
        bind(Places.class).toInstance(places);
        bind(Progress.class).toInstance(progress);
        bind(PluginPolicy.class).toInstance(policy);
        bind(Clock.class).toInstance(clock());
        bind(Attribution.class);
        bind(BundleLinks.class);
        bind(BundleTagging.class);
        bind(DeploymentRecording.class);
        bind(Settling.class);
        bind(Forgetting.class);
        bind(StoreAccess.class);
        bind(BackfillRunner.class);
        bind(Backfills.class);
        bind(StoreLedger.class);
        bind(StoreEstimates.class);
        bind(DailyLedgers.class);
        bind(StoreRebuild.class);
        bind(StoreStatus.class);
        bind(StoreVerification.class);
        bind(LedgerAnswers.class);
        bind(Examination.class);
    }

    @Provides
    @Singleton
    PluginDirectory plugins(Places places) {
        return PluginDirectory.open(plugins, places.state().resolve("plugins"), Version.api());
    }

    private static Path existing(Settings settings, Path named) {
        if (!Files.isDirectory(named)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    settings.origin(HostKeys.PLUGINS_DIR) + " " + HostKeys.PLUGINS_DIR + " is '" + named
                            + "', and there is no such folder; make it, or leave the setting out");
        }
        return named;
    }
}
