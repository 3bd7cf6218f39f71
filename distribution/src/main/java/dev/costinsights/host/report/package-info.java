/** What people read: sums of a ledger, and tables of them for a terminal, a program or a page. */
package dev.costinsights.host.report;
