package dev.costinsights.plugin.systemtables.jdbc;

/** What an administrator has to run so that a table can be read. */
final class Grants {

    private Grants() {}

    /** For whoever the connection belongs to; the reader puts the name in. */
    static String of(KnownTable table) {
        return to(table, "<user or service principal>");
    }

    static String to(KnownTable table, String principal) {
        String quoted = '`' + principal.replace("`", "``") + '`';
        return "GRANT USE CATALOG ON CATALOG system TO " + quoted + "; GRANT USE SCHEMA ON SCHEMA system."
                + table.schema() + " TO " + quoted + "; GRANT SELECT ON TABLE " + table.sqlName() + " TO " + quoted
                + ';';
    }
}
