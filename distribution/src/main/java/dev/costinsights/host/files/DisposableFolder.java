package dev.costinsights.host.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new folder that disappears when it is closed or when the process ends, whichever comes first. Thread-safe. */
public final class DisposableFolder implements AutoCloseable {

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 25;

    private final Path path;
    private final Thread onExit = new Thread(this::dispose, "delete-temporary-files");
    private boolean disposed;

    private DisposableFolder(Path path) {
        this.path = path;
    }

    /** Makes one inside a folder that exists. */
    public static DisposableFolder in(Path parent, String prefix) throws IOException {
        DisposableFolder folder = new DisposableFolder(Files.createTempDirectory(parent, prefix));
        Runtime.getRuntime().addShutdownHook(folder.onExit);
        return folder;
    }

    public Path path() {
        return path;
    }

    /** Removes a folder and everything in it; nothing happens when there is none. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }

    /** False from the moment at which it is, or was, removed. */
    public synchronized boolean isUsable() {
        return !disposed;
    }

    @Override
    public void close() {
        dispose();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The process ends already; the hook finds nothing left to do.
        }
    }

    private synchronized void dispose() {
        if (disposed) {
            return;
        }
        disposed = true;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                delete(path);
                return;
            } catch (IOException e) {
                // While the process ends, its other threads still run and may have added a file.
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
