package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.files.Presence;
import dev.costinsights.host.files.PrivateFolder;
import dev.costinsights.host.files.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a store: {@code facts} and {@code ledger} hold immutable files, {@code temporary} what is being made, and
 * {@code store.version} says which form all of it has.
 */
public final class StoreFolder {

    /** The form of folder and catalog that this program writes. */
    static final int VERSION = 3;

    private static final String VERSION_FILE = "store.version";
    private static final int HASH_DIGITS = 32;

    /** Older temporary files are nobody's any more. */
    private static final Duration LONGEST_USE = Duration.ofDays(1);

    private final Path root;

    private StoreFolder(Path root) {
        this.root = root;
    }

    /**
     * A store's folder, made when there is none.
     *
     * @throws CostInsightsException when it cannot be written to, or a newer program made it; it is then unchanged
     */
    static StoreFolder open(Path home) {
        StoreFolder folder = new StoreFolder(home.toAbsolutePath().normalize());
        folder.checkVersion();
        try {
            PrivateFolder.create(folder.root);
            for (Path needed : new Path[] {folder.facts(), folder.ledger(), folder.temporary()}) {
                Files.createDirectories(needed);
                if (!Files.isWritable(needed)) {
                    throw new AccessDeniedException(needed.toString());
                }
            }
            Path version = folder.root.resolve(VERSION_FILE);
            if (!Files.exists(version)) {
                folder.place(version, VERSION + "\n");
            }
        } catch (IOException e) {
            throw folder.unwritable(e);
        }
        return folder;
    }

    /** @throws CostInsightsException when this user may not look for one */
    static boolean exists(Path home) {
        return Presence.of(home.resolve(VERSION_FILE));
    }

    public Path root() {
        return root;
    }

    /** Files of facts, {@code <schema>/<table>/...}. */
    public Path facts() {
        return root.resolve("facts");
    }

    /** Days of the ledger. */
    Path ledger() {
        return root.resolve("ledger");
    }

    /** What a killed run leaves here, the next one removes. */
    public Path temporary() {
        return root.resolve("temporary");
    }

    /** A new empty file. */
    Path temporary(String prefix, String suffix) {
        try {
            return Files.createTempFile(temporary(), prefix, suffix);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Where the file of a slice stands below the folder of facts.
     *
     * @param isEmpty whether it has no rows; empty slices of a table share one file
     */
    static String name(SliceKey key, String content, boolean isEmpty) {
        int dot = key.table().indexOf('.');
        String region = key.region().isEmpty()
                ? ""
                : key.region().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-") + '-';
        return safe(key.table().substring(0, dot)) + '/' + safe(key.table().substring(dot + 1)) + '/' + region
                + (isEmpty ? "none" : key.name()) + '-' + content.substring(0, HASH_DIGITS)
                + ".parquet";
    }

    /** Names come from the source, so they are not trusted to be names of folders. */
    private static String safe(String name) {
        if (!name.matches("[a-z0-9_]{1,100}")) {
            throw new CostInsightsException(
                    ErrorCode.INTERNAL,
                    "a table source has a bug: '" + name + "' is no schema or table; names are lower case letters, "
                            + "digits and underscores");
        }
        return name;
    }

    /**
     * Removes what nobody refers to: files that a killed run made, and those that later ones replaced.
     *
     * @param isShared whether commands that only read may be at work here, so that young temporary files may be theirs
     */
    int collect(Set<String> facts, Set<String> ledger, boolean isShared) {
        int removed = 0;
        try {
            Instant leftOver = isShared ? now().minus(LONGEST_USE) : Instant.MAX;
            try (Stream<Path> entries = Files.list(temporary())) {
                for (Path entry : entries.toList()) {
                    if (changedBefore(entry, leftOver)) {
                        DisposableFolder.delete(entry);
                        removed++;
                    }
                }
            }
            for (Path file : files()) {
                if (!facts.contains(factsName(file))) {
                    Files.delete(file);
                    removed++;
                }
            }
            try (Stream<Path> entries = Files.list(ledger())) {
                for (Path entry : entries.toList()) {
                    if (!ledger.contains(entry.getFileName().toString())) {
                        DisposableFolder.delete(entry);
                        removed++;
                    }
                }
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        return removed;
    }

    /** The time of whoever keeps the files, which may be another than that of this machine. */
    private Instant now() throws IOException {
        Path file = Files.createTempFile(temporary(), "now-", ".txt");
        Instant now = Files.getLastModifiedTime(file).toInstant();
        Files.delete(file);
        return now;
    }

    private static boolean changedBefore(Path entry, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(time);
        } catch (NoSuchFileException e) {
            // Its command has ended meanwhile.
            return false;
        }
    }

    /** Whether there are facts or days of a ledger, known or not. */
    boolean isFilled() throws IOException {
        try (Stream<Path> days = Files.list(ledger())) {
            return days.findAny().isPresent() || !files().isEmpty();
        }
    }

    /** Every file of facts, known or not. */
    List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(facts())) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Whether the files of a slice are there, with the length that was written. */
    boolean holds(Partition partition) {
        try {
            return Files.size(facts().resolve(partition.file())) == partition.bytes()
                    && Files.exists(facts().resolve(partition.notesFile()));
        } catch (IOException e) {
            return false;
        }
    }

    String factsName(Path file) {
        return facts().relativize(file).toString().replace('\\', '/');
    }

    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It lies in the folder that the next run empties.
        }
    }

    /** Writes a file that is there as a whole or not at all, whenever the process is killed or the disk is full. */
    void place(Path file, String text) throws IOException {
        Path unfinished = Files.createTempFile(temporary(), "text-", ".unfinished");
        try {
            Files.writeString(unfinished, text);
            force(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            discard(unfinished);
        }
    }

    /** Makes sure that a file, or the names in a folder, are on the disk. */
    static void force(Path path) throws IOException {
        boolean isFolder = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            // Some systems cannot flush a folder; a file they can.
            if (!isFolder) {
                throw e;
            }
        }
    }

    CostInsightsException unwritable(IOException cause) {
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                "cannot write to the store in " + root + ": " + Reason.of(cause)
                        + "; make room or make it writable, and run the command again: what the store held, it holds",
                cause);
    }

    private void checkVersion() {
        Path file = root.resolve(VERSION_FILE);
        if (!Files.exists(file)) {
            return;
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "cannot read " + file + ": " + Reason.of(e) + "; make it readable", e);
        }
        refuseNewer(text, file.toString());
    }

    static void refuseNewer(String version, String place) {
        if (!version.matches("[0-9]{1,6}")) {
            throw new CostInsightsException(
                    ErrorCode.INVALID_INPUT,
                    place + " says '" + version
                            + "' where the version of the store should be; restore it from a backup");
        }
        if (Integer.parseInt(version) > VERSION) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the store is of version " + version + " (" + place + ") and this program knows versions up to "
                            + VERSION
                            + "; use the newer program that wrote it, or another --home; nothing was changed");
        }
    }
}
