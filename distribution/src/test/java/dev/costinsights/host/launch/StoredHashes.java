package dev.costinsights.host.launch;

import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What a packed host's store holds: two with the same hashes hold the same bytes. */
final class StoredHashes {

    private StoredHashes() {}

    /** Hashes of all days of the ledger and of all files of facts; the files that differ from theirs are named, too. */
    static List<String> of(Path home, CatalogAddress address) {
        List<String> hashes = new ArrayList<>();
        try (Store store = Store.open(home.resolve("state"), address, "test", Clock.systemUTC())) {
            store.ledgerDays()
                    .forEach(day -> hashes.add(day.date() + " " + day.ledgerHash() + " " + day.reconciliationHash()));
            store.partitions().forEach(partition -> hashes.add(partition.slice() + " " + partition.fileHash()));
            hashes.addAll(store.broken());
        }
        return hashes;
    }
}
