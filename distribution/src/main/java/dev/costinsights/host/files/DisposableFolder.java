package dev.costinsights.host.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

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

    /** Removes a folder and everything in it; nothing happens when there is none. Others may remove parts of it meanwhile. */
    public static void delete(Path folder) throws IOException {
        for (Path entry : everything(folder)) {
            Files.deleteIfExists(entry);
        }
    }

    /** What there is, folders after what they hold. */
    private static List<Path> everything(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                if (e != null && !(e instanceof NoSuchFileException)) {
                    throw e;
                }
                found.add(visited);
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
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
