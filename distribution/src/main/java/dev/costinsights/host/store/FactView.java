package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.files.DisposableFolder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;

/**
 * Chosen files of facts in the layout of an export, for whoever reads exports: hard links, which cost nothing and stay
 * when the catalog moves on to newer files; copies where the system refuses links, between two disks for instance.
 */
public final class FactView implements AutoCloseable {

    private final Store store;
    private final DisposableFolder disposable;

    private FactView(Store store, DisposableFolder disposable) {
        this.store = store;
        this.disposable = disposable;
    }

    /** An empty view of a store. */
    public static FactView of(Store store) {
        try {
            return new FactView(store, DisposableFolder.in(store.folder().temporary(), "view-"));
        } catch (IOException e) {
            throw store.folder().unwritable(e);
        }
    }

    /** The folder that looks like an export. */
    public Path path() {
        return disposable.path().resolve("export");
    }

    /** Shows these files and no others. */
    public void show(Collection<Partition> partitions) {
        try {
            DisposableFolder.delete(path());
            Files.createDirectories(path());
            for (Partition partition : partitions) {
                Path link = path().resolve(partition.file());
                if (Files.exists(link)) {
                    continue;
                }
                Files.createDirectories(link.getParent());
                if (!store.folder().holds(partition)) {
                    throw damaged(partition, store.folder().facts().resolve(partition.file()), null);
                }
                link(store.folder().facts().resolve(partition.file()), link, partition);
            }
        } catch (IOException e) {
            throw store.folder().unwritable(e);
        }
    }

    private static void link(Path file, Path link, Partition partition) throws IOException {
        try {
            if (!isLinked(file, link)) {
                Files.copy(file, link);
            }
        } catch (NoSuchFileException e) {
            throw damaged(partition, file, e);
        }
    }

    private static boolean isLinked(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
            return true;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false;
        }
    }

    private static CostInsightsException damaged(Partition partition, Path file, Exception cause) {
        LocalDate day = partition.slice().day();
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                "the facts of " + partition.slice() + " are missing or damaged (" + file
                        + "); if a backfill runs, try again, else read them again with cost-insights backfill"
                        + (day == null ? "" : " --start " + day + " --end " + day.plusDays(1)),
                cause);
    }

    @Override
    public void close() {
        disposable.close();
    }
}
