package dev.costinsights.host.store;

import dev.costinsights.host.files.Reason;
import dev.costinsights.host.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what the catalog says about files with the files. */
final class StoreCheck {

    private final StoreFolder folder;
    private final List<Partition> partitions;
    private final List<LedgerDay> days;
    private final List<String> broken = new ArrayList<>();

    StoreCheck(StoreFolder folder, List<Partition> partitions, List<LedgerDay> days) {
        this.folder = folder;
        this.partitions = partitions;
        this.days = days;
    }

    List<String> run() {
        Set<String> known = new HashSet<>();
        for (Partition partition : partitions) {
            known.add(partition.file());
            known.add(partition.notesFile());
            String what = "the facts of " + partition.slice();
            check(what, folder.facts().resolve(partition.file()), partition.fileHash());
            try {
                Notes.read(folder.facts().resolve(partition.notesFile()));
            } catch (IOException e) {
                broken.add(what + ": their notes " + partition.notesFile() + " cannot be read (" + Reason.of(e)
                        + "); read the slice again with backfill --again");
            }
        }
        for (LedgerDay day : days) {
            Path place = folder.ledger().resolve(day.folder());
            check("the ledger of " + day.date(), place.resolve("ledger.parquet"), day.ledgerHash());
            check(
                    "the reconciliation of " + day.date(),
                    place.resolve("reconciliation.parquet"),
                    day.reconciliationHash());
        }
        try {
            for (Path file : folder.files()) {
                if (!known.contains(folder.factsName(file))) {
                    broken.add(file + " belongs to nothing; the next backfill removes it");
                }
            }
        } catch (IOException e) {
            broken.add("the files of " + folder.facts() + " cannot be listed: " + Reason.of(e));
        }
        return broken;
    }

    private void check(String what, Path file, String hash) {
        try {
            String found = Sha256.of(file);
            if (!found.equals(hash)) {
                broken.add(what + ": " + file + " is not what was written (" + Files.size(file)
                        + " bytes, another hash); restore it from a backup, or read it again with backfill --again");
            }
        } catch (NoSuchFileException e) {
            broken.add(what + ": " + file + " is missing; restore it from a backup, or read it again with"
                    + " backfill --again");
        } catch (IOException e) {
            broken.add(what + ": " + file + " cannot be read: " + Reason.of(e));
        }
    }
}
