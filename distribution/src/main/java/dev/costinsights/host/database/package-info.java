/** Where the host's state rests that is neither facts nor ledger: in PostgreSQL, or in files of H2's. */
package dev.costinsights.host.database;
