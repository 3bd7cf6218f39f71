package dev.costinsights.workspace.sample;

/**
 * Where a statement comes from, as query.history shows it.
 *
 * @param client {@code client_application}
 * @param text the statement's text, comments included
 * @param queryTags JSON, or null
 * @param querySource JSON; the struct is never null, its leaves nearly always are
 */
record Origin(
        String principal,
        String client,
        String driver,
        String text,
        String type,
        String queryTags,
        String querySource) {
    /** No leaf is set: 97 % of all statements on warehouses. */
    static final String NO_SOURCE = "{\"job_info\":{},\"pipeline_info\":{}}";
}
