package dev.costinsights.host.plugin;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.util.List;

/** A plugin's settler, run as the plugin, with everything that it throws by mistake named as its bug. */
final class GuardedSettler implements ExecutionSettler {

    private final InstalledPlugin plugin;
    private final ExecutionSettler settler;
    private final ExecutionType type;

    GuardedSettler(InstalledPlugin plugin, ExecutionSettler settler) {
        this.plugin = plugin;
        this.settler = settler;
        this.type = settler.type();
    }

    @Override
    public ExecutionType type() {
        return type;
    }

    @Override
    public void settle(List<ExecutionEvent> open, ExecutionRecorder recorder) throws InterruptedException {
        InPlugin.guarded(plugin, () -> {
            settler.settle(open, recorder);
            return null;
        });
    }
}
