package dev.costinsights.host.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's folder for temporary files. It disappears with the run; what a killed run leaves in the system's folder for
 * temporary files, a later one of the same user removes. A lock in the folder says that its process lives, also to processes
 * that have other numbers for it, as in containers. Thread-safe.
 */
public final class RunFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    private static final String PREFIX = "cost-insights-run-";
    private static final String LOCK = "lock";

    /** What DuckDB takes out of its jar and removes when the process ends in order. */
    private static final String LIBRARIES = "libduckdb_java*.so";

    /** A folder gets its lock in a far shorter time. */
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    /** Folders of earlier versions have no lock. */
    private static final Duration LONGEST_UNLOCKED = Duration.ofDays(1);

    /** A library is loaded in a far shorter time; whoever has loaded it does not need its file any more. */
    private static final Duration LONGEST_LOADING = Duration.ofHours(1);

    private final DisposableFolder folder;
    private final FileChannel lock;

    private RunFolder(DisposableFolder folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes one inside a folder that exists, and removes there what killed runs have left. */
    public static RunFolder in(Path temporary) throws IOException {
        DisposableFolder folder = DisposableFolder.in(temporary, PREFIX);
        try {
            Path file = folder.path().resolve(LOCK);
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            new Sweep(Files.getOwner(file), Files.getLastModifiedTime(file).toInstant()).of(temporary);
            return new RunFolder(folder, lock);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    public Path path() {
        return folder.path();
    }

    @Override
    public void close() {
        folder.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("a lock cannot be closed", e);
        }
    }

    /**
     * Removes what killed runs have left. Nothing depends on it: what cannot be removed stays.
     *
     * @param self whose files may be removed
     * @param now by the clock of whoever keeps the files
     */
    private record Sweep(UserPrincipal self, Instant now) {

        void of(Path temporary) throws IOException {
            try (DirectoryStream<Path> runs = Files.newDirectoryStream(temporary, PREFIX + "*")) {
                for (Path run : runs) {
                    if (isOlder(run, LONGEST_START) && isAbandoned(run)) {
                        remove(run);
                    }
                }
            }
            try (DirectoryStream<Path> libraries = Files.newDirectoryStream(temporary, LIBRARIES)) {
                for (Path library : libraries) {
                    if (isOlder(library, LONGEST_LOADING)) {
                        remove(library);
                    }
                }
            }
        }

        private boolean isOlder(Path file, Duration age) {
            try {
                return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(self)
                        && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                .toInstant()
                                .isBefore(now.minus(age));
            } catch (IOException e) {
                // Its process has removed it meanwhile.
                return false;
            }
        }

        private boolean isAbandoned(Path run) {
            Path lock = run.resolve(LOCK);
            if (Files.notExists(lock, LinkOption.NOFOLLOW_LINKS)) {
                return isOlder(run, LONGEST_UNLOCKED);
            }
            try (FileChannel channel =
                    FileChannel.open(lock, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
                return channel.tryLock() != null;
            } catch (IOException | OverlappingFileLockException e) {
                return false;
            }
        }

        private static void remove(Path path) {
            try {
                DisposableFolder.delete(path);
            } catch (IOException e) {
                LOG.debug("{} stays behind", path, e);
            }
        }
    }
}
