package dev.costinsights.workspace.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of a JSON object, read by name; unknown ones are never looked at. A value of the wrong type is an
 * INVALID_PARAMETER_VALUE that names the field.
 */
public final class Fields {
    private final ObjectNode node;

    public Fields(ObjectNode node) {
        this.node = node;
    }

    static Fields of(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw new ApiError(400, "MALFORMED_REQUEST", "Request body must be a JSON object");
    }

    public ObjectNode node() {
        return node;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public Optional<String> text(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw wrong(name, "a string", value);
        }
        return Optional.of(value.asText());
    }

    public String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    public String required(String name) {
        return text(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> ApiError.invalid("Missing required field: " + name));
    }

    public OptionalLong number(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty() || text.get().isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException e) {
            throw wrong(name, "an integer", node.get(name));
        }
    }

    public long requiredNumber(String name) {
        required(name);
        return number(name).getAsLong();
    }

    /** @throws ApiError when the number is not within the bounds */
    public int number(String name, int fallback, int least, int most) {
        OptionalLong value = number(name);
        if (value.isEmpty()) {
            return fallback;
        }
        if (value.getAsLong() < least || value.getAsLong() > most) {
            throw ApiError.invalid(
                    name + " must be between " + least + " and " + most + ", but is " + value.getAsLong());
        }
        return (int) value.getAsLong();
    }

    public boolean flag(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** An object below; an empty one where there is none. */
    public Fields object(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return new Fields(Json.object());
        }
        if (value instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw wrong(name, "an object", value);
    }

    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!(element instanceof ObjectNode object)) {
                throw wrong(name, "a list of objects", element);
            }
            objects.add(new Fields(object));
        }
        return objects;
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        elements(name).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** String keys to string values, in their order. */
    public Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        object(name).node.properties().forEach(entry -> {
            if (!entry.getValue().isValueNode()) {
                throw wrong(name + "." + entry.getKey(), "a string", entry.getValue());
            }
            map.put(entry.getKey(), entry.getValue().asText());
        });
        return map;
    }

    private Iterable<JsonNode> elements(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, "a list", value);
        }
        return value;
    }

    private static ApiError wrong(String name, String wanted, JsonNode found) {
        return ApiError.invalid("Field " + name + " must be " + wanted + ", but is " + found);
    }
}
