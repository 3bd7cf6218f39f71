package dev.costinsights.core.context;

import dev.costinsights.core.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The context that Dagster Pipes hands to the process it starts: {@code DAGSTER_PIPES_CONTEXT} is JSON, compressed by zlib, in
 * base 64, and holds the context itself or the path of a file with it.
 *
 * <p>Extras under the keys of the standard dialects count as if they were tags.
 */
final class DagsterPipes {

    private static final String CONTEXT = "DAGSTER_PIPES_CONTEXT";
    private static final int LARGEST = 4 << 20;

    private DagsterPipes() {}

    static AttributionContext read(Map<String, String> variables) {
        String packed = variables.get(CONTEXT);
        if (packed == null || packed.isBlank()) {
            return AttributionContext.EMPTY;
        }
        Map<?, ?> parameters = object(JsonReader.read(unpacked(packed)));
        Map<?, ?> data = parameters.get("path") instanceof String path
                ? object(JsonReader.read(file(Path.of(path))))
                : object(parameters.get("data"));
        AttributionContext.Builder builder = AttributionContext.builder()
                .orchestrator("dagster")
                .job(text(data.get("job_name")))
                .run(text(data.get("run_id")))
                .label("partition", text(data.get("partition_key")));
        if (data.get("asset_keys") instanceof List<?> assets) {
            assets.forEach(asset -> builder.asset(text(asset), 1));
        }
        return extras(data.get("extras")).orElse(builder.build());
    }

    private static AttributionContext extras(Object extras) {
        Map<String, String> tags = new TreeMap<>();
        if (extras instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String tag) {
                    tags.put(String.valueOf(key), tag);
                }
            });
        }
        return TagDialect.DAGSTER.read(tags).orElse(TagDialect.NEUTRAL.read(tags));
    }

    private static Map<?, ?> object(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(CONTEXT + " holds no object with the key path or data");
    }

    private static String text(Object value) {
        return value instanceof String text ? text : null;
    }

    private static String file(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw new IllegalArgumentException(path + " is larger than " + LARGEST + " bytes");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(CONTEXT + " names " + path + ", which cannot be read", e);
        }
    }

    private static String unpacked(String packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getMimeDecoder().decode(packed.strip()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 || bytes.size() > LARGEST) {
                    throw new IllegalArgumentException(CONTEXT + " is cut off, or larger than " + LARGEST + " bytes");
                }
                bytes.write(buffer, 0, count);
            }
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(CONTEXT + " is not compressed by zlib", e);
        } finally {
            inflater.end();
        }
    }
}
