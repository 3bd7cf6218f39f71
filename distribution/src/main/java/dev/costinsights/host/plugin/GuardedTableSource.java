package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.Finding;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import java.util.List;
import java.util.Map;

/** A plugin's table source, run as the plugin, with everything that it throws by mistake named as its bug. */
final class GuardedTableSource implements TableSource {

    private final InstalledPlugin plugin;
    private final TableSource source;
    private final String name;

    GuardedTableSource(InstalledPlugin plugin, TableSource source) {
        this.plugin = plugin;
        this.source = source;
        this.name = source.name();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SourceTable> tables() throws InterruptedException {
        return InPlugin.guarded(plugin, source::tables);
    }

    @Override
    public void read(TableSlice slice, RowSink rows) throws InterruptedException {
        InPlugin.guarded(plugin, () -> {
            source.read(slice, rows);
            return null;
        });
    }

    @Override
    public Map<TableSlice, String> fingerprints(List<TableSlice> slices) throws InterruptedException {
        return InPlugin.guarded(plugin, () -> source.fingerprints(slices));
    }

    @Override
    public List<Finding> diagnose() throws InterruptedException {
        return InPlugin.guarded(plugin, source::diagnose);
    }
}
