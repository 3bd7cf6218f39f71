package dev.costinsights.core.tracking;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.json.JsonReader;
import dev.costinsights.core.json.JsonText;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events as JSON, as a journal keeps them and a host takes them; the documentation of recording defines every field. */
public final class EventJson {

    private EventJson() {}

    /** The body of a hand-over. */
    public static String write(String recorder, EventBatch batch) {
        JsonText json = new JsonText().open('{');
        json.field("recorder", recorder)
                .field("sequence", batch.sequence())
                .field("lost", batch.lost())
                .field("at_micros", batch.atMicros());
        json.key("executions").open('[');
        batch.events().forEach(event -> write(event, json));
        return json.close(']').close('}').toString();
    }

    public static String write(ExecutionEvent event) {
        JsonText json = new JsonText();
        write(event, json);
        return json.toString();
    }

    /** A context alone; equal ones are the same text. */
    public static String writeContext(AttributionContext context) {
        JsonText json = new JsonText();
        contextObject(context, json);
        return json.toString();
    }

    /** @throws IllegalArgumentException when the text is no context, saying what is wrong */
    public static AttributionContext readContext(String json) {
        return context(JsonReader.read(json));
    }

    private static void write(ExecutionEvent event, JsonText json) {
        json.open('{')
                .field("type", event.type().name())
                .field("id", event.id())
                .field("phase", event.phase().name())
                .field("outcome", event.outcome().name())
                .field("start_micros", event.startMicros());
        if (event.durationMicros() >= 0) {
            json.field("duration_micros", event.durationMicros());
        }
        context(event.context(), json);
        place(event.place(), json);
        json.field("details", new TreeMap<>(event.details())).close('}');
    }

    private static void context(AttributionContext context, JsonText json) {
        if (context.isEmpty()) {
            return;
        }
        json.key("context");
        contextObject(context, json);
    }

    private static void contextObject(AttributionContext context, JsonText json) {
        json.open('{')
                .field("opaque_id", context.opaqueId())
                .field("orchestrator", context.orchestrator())
                .field("job", context.job())
                .field("run", context.run());
        if (!context.assets().isEmpty()) {
            json.key("assets").open('[');
            for (int i = 0; i < context.assets().size(); i++) {
                json.open('{')
                        .field("key", context.assets().get(i))
                        .field("weight", context.weight(i))
                        .close('}');
            }
            json.close(']');
        }
        json.field("labels", context.labels()).close('}');
    }

    private static void place(ExecutionPlace place, JsonText json) {
        if (place.equals(ExecutionPlace.UNKNOWN)) {
            return;
        }
        json.key("place")
                .open('{')
                .field("host", place.host())
                .field("workspace_id", place.workspaceId())
                .field(
                        "resource_type",
                        place.resourceType() == null
                                ? null
                                : place.resourceType().name())
                .field("resource_id", place.resourceId())
                .field("session_id", place.sessionId())
                .close('}');
    }

    /** @throws IllegalArgumentException when the text is no event, saying what is wrong */
    public static ExecutionEvent read(String json) {
        return read(JsonReader.read(json));
    }

    /**
     * The batch in the body of a hand-over. Fields that nobody knows are passed over.
     *
     * @throws IllegalArgumentException when the text is none, saying what is wrong
     */
    public static EventBatch readBatch(String json) {
        Map<?, ?> fields = object(JsonReader.read(json), "the body");
        if (!(fields.get("executions") instanceof List<?> list)) {
            throw new IllegalArgumentException("the field executions is missing or no array");
        }
        List<ExecutionEvent> events = new ArrayList<>(list.size());
        for (Object item : list) {
            try {
                events.add(read(item));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("executions[" + events.size() + "]: " + e.getMessage(), e);
            }
        }
        return new EventBatch(
                number(fields, "sequence", 0), number(fields, "lost", 0), number(fields, "at_micros", 0), events);
    }

    private static ExecutionEvent read(Object value) {
        Map<?, ?> fields = object(value, "an execution");
        return new ExecutionEvent(
                constant(ExecutionType.class, fields, "type", null),
                text(fields, "id"),
                constant(ExecutionPhase.class, fields, "phase", null),
                constant(ExecutionOutcome.class, fields, "outcome", ExecutionOutcome.UNKNOWN),
                number(fields, "start_micros", null),
                duration(fields),
                context(fields.get("context")),
                place(fields.get("place")),
                texts(fields.get("details"), "details"));
    }

    private static long duration(Map<?, ?> fields) {
        long micros = number(fields, "duration_micros", -1);
        if (micros < 0 && fields.get("duration_micros") != null) {
            throw new IllegalArgumentException("the field duration_micros is " + micros
                    + "; it must be 0 or more, and is left out where it is unknown");
        }
        return micros;
    }

    private static AttributionContext context(Object value) {
        if (value == null) {
            return AttributionContext.EMPTY;
        }
        Map<?, ?> fields = object(value, "context");
        AttributionContext.Builder builder = AttributionContext.builder()
                .opaqueId(text(fields, "opaque_id"))
                .orchestrator(text(fields, "orchestrator"))
                .job(text(fields, "job"))
                .run(text(fields, "run"));
        for (Object item : list(fields, "assets")) {
            Map<?, ?> asset = object(item, "an asset");
            builder.asset(text(asset, "key"), number(asset, "weight", 1));
        }
        texts(fields.get("labels"), "labels").forEach(builder::label);
        return builder.build();
    }

    private static ExecutionPlace place(Object value) {
        if (value == null) {
            return ExecutionPlace.UNKNOWN;
        }
        Map<?, ?> fields = object(value, "place");
        return new ExecutionPlace(
                text(fields, "host"),
                text(fields, "workspace_id"),
                fields.get("resource_type") == null
                        ? null
                        : constant(ResourceType.class, fields, "resource_type", null),
                text(fields, "resource_id"),
                text(fields, "session_id"));
    }

    private static Map<String, String> texts(Object value, String name) {
        if (value == null) {
            return Map.of();
        }
        Map<String, String> texts = new TreeMap<>();
        object(value, name).forEach((key, text) -> {
            if (!(text instanceof String said)) {
                throw new IllegalArgumentException(name + "." + key + " is no string");
            }
            texts.put(String.valueOf(key), said);
        });
        return texts;
    }

    private static List<?> list(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("the field " + name + " is no array");
    }

    private static Map<?, ?> object(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(name + " is no object");
    }

    private static String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException("the field " + name + " is no string");
    }

    private static long number(Map<?, ?> fields, String name, Number fallback) {
        Object value = fields.get(name) == null ? fallback : fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the field " + name + " is missing");
        }
        if (value instanceof Double || !(value instanceof Number number)) {
            throw new IllegalArgumentException("the field " + name + " is " + shown(value) + ", and no whole number");
        }
        return number.longValue();
    }

    private static String shown(Object value) {
        return value instanceof String text ? "'" + text + "'" : value.toString();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Map<?, ?> fields, String name, E fallback) {
        String text = text(fields, name);
        if (text == null && fallback != null) {
            return fallback;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "the field " + name + " is " + text + ", which is none of " + List.of(type.getEnumConstants()));
    }
}
