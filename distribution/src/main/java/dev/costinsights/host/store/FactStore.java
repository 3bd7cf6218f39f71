package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.host.files.DisposableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Facts at rest. Any number of threads.
 *
 * <p>Opened for reading it changes nothing; writing begins with {@link #beginRun}.
 */
public final class FactStore implements AutoCloseable {

    private static final Duration LONGEST_READ = Duration.ofDays(1);

    private final StoreFolder folder;
    private final Catalog catalog;

    private FactStore(StoreFolder folder, Catalog catalog) {
        this.folder = folder;
        this.catalog = catalog;
    }

    /**
     * Opens a store, and makes it when there is none.
     *
     * @throws CostInsightsException when the folder or the catalog cannot be used
     */
    public static FactStore open(StoreFolder folder, CatalogAddress address, Clock clock) {
        folder.create();
        return new FactStore(folder, Catalog.open(address, clock));
    }

    /** Whether there is anything to open. Only the embedded catalog shows that without being asked. */
    public static boolean exists(StoreFolder folder) {
        return Files.isDirectory(folder.facts());
    }

    public StoreFolder folder() {
        return folder;
    }

    /**
     * Takes the right to write, removes what killed runs left behind, and notes that a run began.
     *
     * @throws CostInsightsException when another process writes
     */
    public StoreRun beginRun(LocalDate start, LocalDate end) {
        long epoch = catalog.lease();
        catalog.write(connection -> {
            RunRows.begin(connection, epoch, start, end, catalog.now());
            return null;
        });
        removeLeftovers();
        return new StoreRun(epoch);
    }

    /** Notes how a run ended. */
    public void endRun(StoreRun run, String outcome, long slices, long changed, long rows) {
        catalog.write(connection -> {
            RunRows.end(connection, run.epoch(), outcome, slices, changed, rows, catalog.now());
            return null;
        });
    }

    /** The runs, the newest first. */
    public List<RunRows.Run> runs(int most) {
        return catalog.read(connection -> RunRows.newest(connection, most));
    }

    /** Notes which tables there are, and which cannot be read. */
    public void tables(List<SourceTable> tables) {
        catalog.write(connection -> {
            TableRows.replace(connection, tables, catalog.now());
            return null;
        });
    }

    /** The tables that were found last, with their columns or what stood in the way. */
    public List<SourceTable> tables() {
        return catalog.read(TableRows::all);
    }

    /** Notes that a table could not be read after all. */
    public void problem(FactTable table, String problem) {
        catalog.write(connection -> {
            TableRows.problem(connection, table, problem);
            return null;
        });
    }

    /** Every slice that rests here. */
    public List<Partition> partitions() {
        return catalog.read(PartitionRows::all);
    }

    /** A slice to write; {@link #commit} puts it into the store. */
    public SliceWriter write(SourceTable table) {
        return new SliceWriter(folder, table);
    }

    /**
     * Puts a slice into the store, in one transaction; a slice that rests there already is replaced.
     *
     * @param day null for a table that is kept whole
     * @param horizon the newest day on which bills had arrived when the slice was read
     * @return whether anything changed
     */
    public boolean commit(SourceTable table, LocalDate day, LocalDate horizon, SliceWriter writer) {
        SliceWriter.Written written = writer.finish();
        String fileHash = written.file() == null ? "" : Sha256.of(written.file());
        String file = written.file() == null ? "" : place(table, day, written);
        Partition partition =
                new Partition(FactTable.of(table), day, file, written.rows(), written.hash(), fileHash, horizon);
        return catalog.write(connection -> PartitionRows.put(connection, partition, catalog.now()));
    }

    /** Where the file of a partition is. */
    public Path path(Partition partition) {
        return folder.facts().resolve(partition.file());
    }

    @Override
    public void close() {
        catalog.close();
    }

    /** Files that no partition names. */
    public List<Path> orphans() {
        Set<Path> live = new HashSet<>();
        partitions().forEach(partition -> live.add(path(partition)));
        try (Stream<Path> tree = Files.walk(folder.facts())) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> !live.contains(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw folder.unwritable(e);
        }
    }

    private String place(SourceTable table, LocalDate day, SliceWriter.Written written) {
        String region = table.region().isEmpty() ? "all" : table.region();
        if (!areFileNames(table.schema(), table.name(), region)) {
            throw new CostInsightsException(
                    ErrorCode.INVALID_INPUT,
                    "table " + table.qualifiedName() + " of region '" + region
                            + "' has a name that no file can have; only letters, digits, '-' and '_' are known");
        }
        String name = region + (day == null ? "" : "." + day) + "." + written.hash() + ".parquet";
        Path relative = Path.of(table.schema(), table.name(), name);
        Path file = folder.facts().resolve(relative);
        try {
            Files.createDirectories(file.getParent());
            Files.move(written.file(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw folder.unwritable(e);
        }
        return relative.toString();
    }

    /** Only the holder of the lease does this: what it removes, nobody else can be about to name. */
    private void removeLeftovers() {
        try {
            for (Path orphan : orphans()) {
                Files.deleteIfExists(orphan);
            }
            try (Stream<Path> staged = Files.list(folder.staging())) {
                for (Path left : staged.toList()) {
                    if (isLeftover(left)) {
                        DisposableFolder.delete(left);
                    }
                }
            }
        } catch (IOException e) {
            throw folder.unwritable(e);
        }
    }

    /** A run that may write. */
    public record StoreRun(long epoch) {}

    /** Nobody else writes slices; but somebody may be reading a snapshot, which takes hours at most. */
    private boolean isLeftover(Path staged) throws IOException {
        boolean isSlice = staged.getFileName().toString().startsWith(SliceWriter.PREFIX);
        return isSlice
                || Files.getLastModifiedTime(staged)
                        .toInstant()
                        .isBefore(Instant.ofEpochMilli(catalog.now()).minus(LONGEST_READ));
    }

    private static boolean areFileNames(String... names) {
        return Stream.of(names).allMatch(name -> name.matches("[A-Za-z0-9_-]{1,200}"));
    }
}
