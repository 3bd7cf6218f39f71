package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.Finding.Status;

/**
 * What was found out about a question, and what it means for the ledger.
 *
 * @param fix what to do about it; empty when nothing
 */
record Answer(Status status, String detail, String fix) {

    /** The ledger is as good as it can be. */
    static Answer fine(String detail) {
        return new Answer(Status.OK, detail, "");
    }

    /** The ledger is less exact than it looks. */
    static Answer beware(String detail, String fix) {
        return new Answer(Status.WARN, detail, fix);
    }

    /** What is there says neither yes nor no. */
    static Answer untold(String why) {
        return fine("cannot be told from here: " + why);
    }

    /** What would say it cannot be read. */
    static Answer unread(String why, String fix) {
        return beware("cannot be told from here: " + why, fix);
    }
}
