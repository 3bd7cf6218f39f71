package dev.costinsights.core.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Settings by dotted key, read through typed getters.
 *
 * <p>It remembers which keys were asked for, here or in one of its sections, so that a setting nobody reads (a typing error,
 * most often) can be reported. Safe for use by several threads.
 */
public final class Config {

    private final String path;
    private final Map<String, String> values;
    private final UnaryOperator<String> origins;
    /** Whole keys, shared with all sections. */
    private final Set<String> asked;

    private Config(String path, Map<String, String> values, UnaryOperator<String> origins, Set<String> asked) {
        this.path = path;
        this.values = values;
        this.origins = origins;
        this.asked = asked;
    }

    public static Config of(Map<String, String> values) {
        return of(values, key -> "");
    }

    /**
     * Settings that come from several places.
     *
     * @param origins for a whole key the place that decided its value, for people, such as {@code settings.yaml:3}; the
     *     empty text where there is nothing to say. Errors name it
     */
    public static Config of(Map<String, String> values, UnaryOperator<String> origins) {
        return new Config(
                "", Map.copyOf(values), Objects.requireNonNull(origins, "origins"), ConcurrentHashMap.newKeySet());
    }

    public static Config empty() {
        return of(Map.of());
    }

    /** The settings below a key, with the key and its dot taken off. */
    public Config section(String name) {
        String prefix = name + ".";
        Map<String, String> below = new HashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value);
            }
        });
        return new Config(path + prefix, Map.copyOf(below), origins, asked);
    }

    /** The first parts of all keys. */
    public Set<String> sections() {
        Set<String> sections = new TreeSet<>();
        values.keySet().forEach(key -> sections.add(key.contains(".") ? key.substring(0, key.indexOf('.')) : key));
        return sections;
    }

    public Optional<String> string(String key) {
        asked.add(path + key);
        return Optional.ofNullable(values.get(key));
    }

    /** @throws CostInsightsException when the value is not a whole number within the bounds */
    public long integer(String key, long fallback, long least, long most) {
        Optional<String> text = string(key);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text.get().trim());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text.get(), "a whole number from " + least + " to " + most, e);
        }
        throw wrong(key, text.get(), "a whole number from " + least + " to " + most, null);
    }

    /** @throws CostInsightsException when the value is neither {@code true} nor {@code false} */
    public boolean flag(String key, boolean fallback) {
        Optional<String> text = string(key);
        if (text.isEmpty()) {
            return fallback;
        }
        return switch (text.get().trim()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(key, text.get(), "true or false", null);
        };
    }

    /**
     * A length of time such as {@code 90s}, {@code 15m}, {@code 72h} or {@code 3d}; {@code 0} needs no unit.
     *
     * @throws CostInsightsException when the value is not of that form
     */
    public Duration duration(String key, Duration fallback) {
        Optional<String> text = string(key);
        if (text.isEmpty()) {
            return fallback;
        }
        String value = text.get().trim();
        if (value.equals("0")) {
            return Duration.ZERO;
        }
        String digits = value.substring(0, Math.max(0, value.length() - 1));
        if (!digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long count = Long.parseLong(digits);
            switch (value.charAt(value.length() - 1)) {
                case 's' -> {
                    return Duration.ofSeconds(count);
                }
                case 'm' -> {
                    return Duration.ofMinutes(count);
                }
                case 'h' -> {
                    return Duration.ofHours(count);
                }
                case 'd' -> {
                    return Duration.ofDays(count);
                }
                default -> {}
            }
        }
        throw wrong(key, text.get(), "a length of time such as 90s, 15m, 72h or 3d", null);
    }

    /** The keys that are set and were never asked for, with their whole path, in order. */
    public Collection<String> unread() {
        return values.keySet().stream()
                .map(key -> path + key)
                .filter(key -> !asked.contains(key))
                .sorted()
                .toList();
    }

    private CostInsightsException wrong(String key, String value, String wanted, Exception cause) {
        String origin = origins.apply(path + key);
        return new CostInsightsException(
                ErrorCode.CONFIGURATION,
                "setting " + path + key + " is '" + value + "'" + (origin.isEmpty() ? "" : " (" + origin + ")")
                        + "; it must be " + wanted,
                cause);
    }
}
