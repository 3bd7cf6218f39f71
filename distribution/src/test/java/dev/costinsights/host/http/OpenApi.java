package dev.costinsights.host.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The document of the API, and whether a value is what a schema of it says: the part of JSON Schema that the document uses, and
 * stricter, for a member that no schema names is wrong too.
 */
final class OpenApi {

    private static final Set<String> WORDS = Set.of(
            "$ref",
            "allOf",
            "type",
            "enum",
            "format",
            "minimum",
            "maximum",
            "default",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "propertyNames",
            "description",
            "examples");

    private final JsonNode document;

    OpenApi(String yaml) throws IOException {
        this.document = new YAMLMapper().readTree(yaml);
    }

    /** Operations by method and path: {@code GET /healthz}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operations.put(operation.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(), operation.getValue());
            }
        }
        return operations;
    }

    /** Names of the query parameters of an operation. */
    Set<String> queryParameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode resolved = resolved(parameter);
            if (resolved.path("in").asText().equals("query")) {
                names.add(resolved.path("name").asText());
            }
        }
        return names;
    }

    /** The values of all enums, each by the path of its schema in the document, as JSON pointers have it. */
    Map<String, List<String>> enums() {
        Map<String, List<String>> enums = new TreeMap<>();
        collect("", document, enums);
        return enums;
    }

    private static void collect(String pointer, JsonNode node, Map<String, List<String>> enums) {
        if (node.path("enum").isArray()) {
            enums.put(pointer, values(node));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            collect(pointer + '/' + field.getKey().replace("~", "~0").replace("/", "~1"), field.getValue(), enums);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + '/' + i, node.get(i), enums);
        }
    }

    /** The content of an answer of an operation by status, or that of the answers that it does not name; by media type. */
    JsonNode content(JsonNode operation, int status) {
        JsonNode named = operation.path("responses").path(Integer.toString(status));
        JsonNode response = named.isMissingNode() && status >= 400
                ? operation.path("responses").path("default")
                : named;
        return resolved(response).path("content");
    }

    /** What is wrong with a value; nothing, if it is as its schema says. */
    List<String> wrong(JsonNode schema, JsonNode value) {
        List<String> wrong = new ArrayList<>();
        check(schema, value, "$", wrong);
        return wrong;
    }

    private void check(JsonNode given, JsonNode value, String place, List<String> wrong) {
        JsonNode schema = resolved(given);
        schema.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) {
                wrong.add(place + ": nobody here knows " + word);
            }
        });
        if (schema.has("allOf")) {
            checkObject(merged(schema), value, place, wrong);
            return;
        }
        String type = schema.path("type").asText();
        boolean fits =
                switch (type) {
                    case "string" -> value.isTextual();
                    case "integer" -> value.isIntegralNumber();
                    case "boolean" -> value.isBoolean();
                    case "array" -> value.isArray();
                    case "object" -> value.isObject();
                    default -> false;
                };
        if (!fits) {
            wrong.add(place + " is " + value + " and not of type '" + type + "'");
            return;
        }
        if (schema.has("enum") && !values(schema).contains(value.asText())) {
            wrong.add(place + " is " + value + ", none of " + values(schema));
        }
        if (schema.has("minimum") && value.asLong() < schema.path("minimum").asLong()) {
            wrong.add(place + " is " + value + ", too small");
        }
        checkFormat(schema.path("format").asText(), value, place, wrong);
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            check(schema.path("items"), value.get(i), place + '[' + i + ']', wrong);
        }
        if (value.isObject()) {
            checkObject(schema, value, place, wrong);
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String place, List<String> wrong) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                wrong.add(place + " has no " + name.asText());
            }
        }
        value.properties().forEach(member -> {
            String inside = place + '.' + member.getKey();
            JsonNode property = schema.path("properties").path(member.getKey());
            JsonNode other = schema.path("additionalProperties");
            if (property.isMissingNode() && other.isMissingNode()) {
                wrong.add(inside + " is not described");
            } else {
                check(property.isMissingNode() ? other : property, member.getValue(), inside, wrong);
            }
            if (schema.has("propertyNames")) {
                List<String> names = values(resolved(schema.path("propertyNames")));
                if (!names.contains(member.getKey())) {
                    wrong.add(inside + ": its name is none of " + names);
                }
            }
        });
    }

    private static void checkFormat(String format, JsonNode value, String place, List<String> wrong) {
        try {
            switch (format) {
                case "date" -> LocalDate.parse(value.asText());
                case "date-time" -> Instant.parse(value.asText());
                default -> {
                    // Says nothing of a text.
                }
            }
        } catch (DateTimeParseException e) {
            wrong.add(place + " is " + value + " and no " + format);
        }
    }

    /** One object of all that is required and named by several. */
    private JsonNode merged(JsonNode schema) {
        ObjectNode merged = new YAMLMapper().createObjectNode();
        ArrayNode required = merged.putArray("required");
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        for (JsonNode part : schema.path("allOf")) {
            JsonNode resolved = resolved(part);
            JsonNode whole = resolved.has("allOf") ? merged(resolved) : resolved;
            whole.path("required").forEach(required::add);
            whole.path("properties").properties().forEach(field -> properties.put(field.getKey(), field.getValue()));
        }
        ObjectNode all = merged.putObject("properties");
        properties.forEach(all::set);
        return merged;
    }

    private static List<String> values(JsonNode schema) {
        List<String> values = new ArrayList<>();
        schema.path("enum").forEach(value -> values.add(value.asText()));
        return values;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
