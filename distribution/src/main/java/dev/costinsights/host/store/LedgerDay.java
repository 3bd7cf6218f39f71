package dev.costinsights.host.store;

import java.time.LocalDate;

/**
 * A day of the ledger, kept as files.
 *
 * @param inputHash of everything that it follows from
 * @param folder its name below the store's folder of ledgers
 * @param ledgerHash of the file with the rows
 */
public record LedgerDay(
        LocalDate date, String inputHash, String folder, String ledgerHash, String reconciliationHash, long rows) {}
