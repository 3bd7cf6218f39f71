package dev.costinsights.host.recording;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.core.spi.RecordingSource;
import dev.costinsights.host.store.RecordedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Brings the engine what a store keeps of recorded executions: the files of it that are on view at the time of the question. */
public final class KeptRecordings implements CostInsightsPlugin, RecordingSource {

    private final Path view;

    /** @param view folder with chosen files of facts in the layout of an export */
    public KeptRecordings(Path view) {
        this.view = view;
    }

    @Override
    public String id() {
        return "kept-recordings";
    }

    @Override
    public void install(PluginContext context) {
        context.register(this);
    }

    @Override
    public String name() {
        return id();
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) {
        for (RecordedTable table : RecordedTable.ALL) {
            RecordedRows.read(table, files(table), request.window().endMicros(), facts::execution);
        }
    }

    private List<Path> files(RecordedTable table) {
        Path folder = view.resolve(RecordedTable.SCHEMA).resolve(table.table().name());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "the folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
