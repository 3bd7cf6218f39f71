package dev.costinsights.core.model;

import java.util.Objects;

/**
 * What was billed.
 *
 * @param id empty where the thing has none, as serverless compute
 */
public record Resource(ResourceType type, String id) {

    public Resource {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }
}
