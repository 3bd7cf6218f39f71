package dev.costinsights.host.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A YAML file as flat settings: nested keys are joined by dots, lists by commas. */
final class SettingsFile {

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final JsonParser parser;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private SettingsFile(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** @throws CostInsightsException when the file cannot be read or is not a tree of settings; names file and line */
    static Map<String, Setting> read(Path file) {
        try (JsonParser parser = YAML.createParser(Files.readString(file))) {
            SettingsFile reader = new SettingsFile(file, parser);
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                reader.object("");
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                throw reader.wrong("settings have the form 'section:' with 'key: value' below it");
            }
            return reader.settings;
        } catch (JsonProcessingException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, place(file, e.getLocation()) + " " + problem(e.getOriginalMessage()), e);
        } catch (CharacterCodingException e) {
            throw new CostInsightsException(ErrorCode.CONFIGURATION, file + " is not in UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, "cannot read the settings in " + file + ": " + e.getMessage(), e);
        }
    }

    private void object(String prefix) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = prefix + parser.currentName();
            JsonLocation place = parser.currentTokenLocation();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                object(key + ".");
            } else {
                String text = value == JsonToken.START_ARRAY ? list(key) : scalar(key);
                if (settings.put(key, new Setting(text, place(file, place))) != null) {
                    throw wrong("key '" + key + "' is there twice");
                }
            }
        }
    }

    private String list(String key) throws IOException {
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(scalar(key));
        }
        return String.join(",", elements);
    }

    private String scalar(String key) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL
                || (token == JsonToken.VALUE_STRING && parser.getText().isEmpty())) {
            throw wrong("key '" + key + "' has no value; give it one or remove the line");
        }
        if (!token.isScalarValue()) {
            throw wrong("key '" + key + "' holds a list of something else than plain values");
        }
        return parser.getText();
    }

    private CostInsightsException wrong(String what) {
        return new CostInsightsException(
                ErrorCode.CONFIGURATION, place(file, parser.currentTokenLocation()) + " " + what);
    }

    private static String place(Path file, JsonLocation location) {
        return location == null ? file.toString() : file + ":" + location.getLineNr();
    }

    /** The parser says first what it was at, and then what is wrong. */
    private static String problem(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        boolean isBoth = lines.size() > 1 && lines.get(0).startsWith("while ");
        return lines.isEmpty() ? "cannot be read as YAML" : lines.get(0) + (isBoth ? ": " + lines.get(1) : "");
    }
}
