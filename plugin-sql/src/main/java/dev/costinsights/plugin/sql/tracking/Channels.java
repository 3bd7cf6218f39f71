package dev.costinsights.plugin.sql.tracking;

/**
 * Which ways a context takes, and whether executions are recorded. Each can be switched off alone.
 *
 * @param connectTags the session conf {@code query_tags} when a connection is made by our driver
 * @param sessionTags {@code SET QUERY_TAGS} when the context of an open connection changes
 * @param statementTags {@code query_tags} of a request to the Statement Execution API
 * @param comment a comment at the end of the statement's text
 * @param recording events to the recorder
 */
public record Channels(
        boolean connectTags, boolean sessionTags, boolean statementTags, boolean comment, boolean recording) {

    /** Everything that does not change the text of a statement. */
    public static final Channels STANDARD = new Channels(true, true, true, false, true);
}
