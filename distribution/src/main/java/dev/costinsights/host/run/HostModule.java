package dev.costinsights.host.run;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.costinsights.host.Version;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Places;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.plugin.PluginDirectory;
import java.nio.file.Path;
import java.time.Clock;

/** What a run consists of. Everything is bound here; nothing is bound by guessing. */
public final class HostModule extends AbstractModule {

    private final Settings settings;
    private final Places places;
    private final Progress progress;
    private final PluginPolicy policy;

    public HostModule(Settings settings, Places places, Progress progress, PluginPolicy policy) {
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
        bind(StoreAccess.class);
        bind(BackfillRunner.class);
        bind(Backfills.class);
        bind(StoreLedger.class);
        bind(StoreEstimates.class);
        bind(DailyLedgers.class);
        bind(StoreRebuild.class);
        bind(StoreStatus.class);
        bind(StoreVerification.class);
        bind(Examination.class);
    }

    @Provides
    @Singleton
    PluginDirectory plugins(Settings settings, Places places) {
        Path folder = settings.host().string(HostKeys.PLUGINS_DIR).map(Path::of).orElseGet(() -> places.installation()
                .orElse(places.workingFolder())
                .resolve("plugins"));
        return PluginDirectory.open(folder, places.state().resolve("plugins"), Version.api());
    }
}
