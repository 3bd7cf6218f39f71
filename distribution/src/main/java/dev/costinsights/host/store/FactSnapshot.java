package dev.costinsights.host.store;

import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.parquet.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The facts as they are at one moment, in the layout of exported tables: {@code <schema>/<table>/} with a hard link for
 * each file. It stays whole while a backfill replaces files, and disappears when it is closed.
 */
public final class FactSnapshot implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final DisposableFolder folder;

    private FactSnapshot(DisposableFolder folder) {
        this.folder = folder;
    }

    /** All that the store holds now. */
    public static FactSnapshot of(FactStore store) {
        for (int attempt = 1; ; attempt++) {
            DisposableFolder folder = null;
            try {
                folder = DisposableFolder.in(store.folder().staging(), "snapshot-");
                link(store, folder.path());
                return new FactSnapshot(folder);
            } catch (NoSuchFileException e) {
                // Replaced between the look into the catalog and the link.
                folder.close();
                if (attempt == ATTEMPTS) {
                    throw store.folder().unwritable(e);
                }
            } catch (IOException e) {
                if (folder != null) {
                    folder.close();
                }
                throw store.folder().unwritable(e);
            }
        }
    }

    public Path path() {
        return folder.path();
    }

    @Override
    public void close() {
        folder.close();
    }

    private static void link(FactStore store, Path folder) throws IOException {
        Set<FactTable> filled = new HashSet<>();
        List<Partition> known = store.partitions();
        for (Partition partition : known) {
            if (!partition.file().isEmpty()) {
                Path link = folder.resolve(partition.file());
                Files.createDirectories(link.getParent());
                Files.createLink(link, store.path(partition));
                filled.add(partition.table());
            }
        }
        for (SourceTable table : store.tables()) {
            boolean read =
                    known.stream().anyMatch(partition -> partition.table().equals(FactTable.of(table)));
            if (table.problem() == null && read && filled.add(FactTable.of(table))) {
                empty(table, folder);
            }
        }
    }

    /** A table that was read and holds nothing is not the same as one that nobody could read. */
    private static void empty(SourceTable table, Path folder) throws IOException {
        Path file =
                folder.resolve(table.schema()).resolve(table.name()).resolve("empty-" + table.region() + ".parquet");
        Files.createDirectories(file.getParent());
        try (ParquetRows rows = new ParquetRows(file, SliceWriter.schema(table.columns()))) {
            rows.finish();
        }
    }
}
