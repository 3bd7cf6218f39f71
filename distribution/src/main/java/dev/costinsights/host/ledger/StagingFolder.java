package dev.costinsights.host.ledger;

import dev.costinsights.host.files.DisposableFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder beside the target in which files grow until they are moved into place together. If the target does not exist,
 * that is one rename; else one rename a file, and what stood there before comes back if one of them fails.
 *
 * <p>What is not published disappears, also when the process is interrupted.
 */
final class StagingFolder implements AutoCloseable {

    private final Path target;
    private final DisposableFolder folder;

    private StagingFolder(Path target, DisposableFolder folder) {
        this.target = target;
        this.folder = folder;
    }

    /** Creates it on the target's file system, with the target's missing parents. */
    static StagingFolder beside(Path wanted) throws IOException {
        Path target = Files.exists(wanted)
                ? wanted.toRealPath()
                : wanted.toAbsolutePath().normalize();
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new NotDirectoryException(target.toString());
        }
        if (Files.isSymbolicLink(target)) {
            throw new FileAlreadyExistsException(target.toString(), null, "a link that leads nowhere");
        }
        return new StagingFolder(target, DisposableFolder.in(home(target), prefix(target)));
    }

    /** Where to write a file of this name. */
    Path file(String name) {
        return folder.path().resolve(name);
    }

    /** Moves all files into place; afterwards they are what the target holds under these names, all of them. */
    List<Path> publish() throws IOException {
        // An interrupt removes the folder, and must not do so between two of the moves.
        synchronized (folder) {
            if (!folder.isUsable()) {
                throw new IOException("interrupted");
            }
            List<Path> files;
            try (Stream<Path> listed = Files.list(folder.path())) {
                files = listed.sorted().toList();
            }
            List<Path> published = files.stream()
                    .map(file -> target.resolve(file.getFileName()))
                    .toList();
            if (Files.exists(target)) {
                replace(files, published);
            } else {
                openToOthers(folder.path());
                Files.move(folder.path(), target, StandardCopyOption.ATOMIC_MOVE);
            }
            folder.close();
            return published;
        }
    }

    /** Removes what was not published. */
    @Override
    public void close() {
        folder.close();
    }

    private void replace(List<Path> files, List<Path> published) throws IOException {
        Path former = Files.createDirectory(folder.path().resolve("former"));
        List<Integer> moved = new ArrayList<>();
        try {
            for (int i = 0; i < files.size(); i++) {
                moved.add(i);
                if (Files.exists(published.get(i))) {
                    Files.move(published.get(i), former.resolve(published.get(i).getFileName()));
                }
                Files.move(files.get(i), published.get(i), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            for (int i : moved) {
                putBack(former.resolve(published.get(i).getFileName()), published.get(i), files.get(i), e);
            }
            throw e;
        }
    }

    private static void putBack(Path former, Path place, Path unmoved, IOException failure) {
        try {
            if (Files.exists(former)) {
                Files.move(former, place, StandardCopyOption.REPLACE_EXISTING);
            } else if (!Files.exists(unmoved)) {
                Files.deleteIfExists(place);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The target's parent; the target itself where it is a mount of its own or the parent may not be written to. */
    private static Path home(Path target) throws IOException {
        Path parent = target.getParent();
        if (!Files.exists(target)) {
            return Files.createDirectories(parent);
        }
        boolean parentWillDo = parent != null
                && Files.isWritable(parent)
                && Files.getFileStore(parent).equals(Files.getFileStore(target));
        return parentWillDo ? parent : target;
    }

    private static String prefix(Path target) {
        return "." + (target.getFileName() == null ? "ledger" : target.getFileName()) + "-unfinished-";
    }

    /** A temporary folder is its maker's alone; a result is as open as any new folder. */
    private static void openToOthers(Path folder) throws IOException {
        Path sample = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-mode"));
        try {
            if (Files.getFileStore(sample).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(sample));
            }
        } finally {
            Files.delete(sample);
        }
    }
}
