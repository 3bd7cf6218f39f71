package dev.costinsights.workspace.server.sql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What lasts from one statement of a connection to its next. Any thread. */
public final class Session {
    private final String id;
    private final String user;
    private final Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, String> queryTags = new LinkedHashMap<>();
    private String catalog;
    private String schema;

    public Session(String id, String user, String catalog, String schema) {
        this.id = id;
        this.user = user;
        this.catalog = catalog;
        this.schema = schema;
    }

    public String id() {
        return id;
    }

    public String user() {
        return user;
    }

    public synchronized String catalog() {
        return catalog;
    }

    public synchronized String schema() {
        return schema;
    }

    public synchronized void use(String newCatalog, String newSchema) {
        catalog = newCatalog;
        schema = newSchema;
    }

    /** @throws SqlFailure when the value is not one that the setting takes */
    public synchronized void set(String key, String value) throws SqlFailure {
        if (key.equalsIgnoreCase("query_tags")) {
            Map<String, String> tags = QueryTags.parse(value);
            queryTags.clear();
            queryTags.putAll(tags);
        }
        settings.put(key, value);
    }

    /** @param value null to forget the tag */
    public synchronized void tag(String key, String value) throws SqlFailure {
        Map<String, String> tags = new LinkedHashMap<>(queryTags);
        if (value == null) {
            tags.remove(key);
        } else {
            tags.put(key, value);
        }
        QueryTags.check(tags);
        queryTags.clear();
        queryTags.putAll(tags);
    }

    public synchronized Map<String, String> queryTags() {
        return new LinkedHashMap<>(queryTags);
    }

    public synchronized Map<String, String> settings() {
        Map<String, String> all = new TreeMap<>(settings);
        if (!queryTags.isEmpty()) {
            all.put("query_tags", QueryTags.text(queryTags));
        }
        return all;
    }
}
