package dev.costinsights.host.config;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All settings of a run, each with the place that decided it. Immutable. */
public final class Settings {

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private static final Duration SETTLE_HORIZON = Duration.ofDays(3);

    private final Map<String, Setting> values;

    Settings(Map<String, Setting> values) {
        this.values = new TreeMap<>(values);
    }

    public static Settings empty() {
        return new Settings(Map.of());
    }

    /** These settings, with one that a flag decides; unchanged when the flag was not given. */
    public Settings with(String key, Object value, String flag) {
        if (value == null) {
            return this;
        }
        Settings changed = new Settings(values);
        changed.values.put(key, new Setting(value.toString(), flag));
        return changed;
    }

    /** The host's own settings, with typed getters. */
    public Config host() {
        return Config.of(
                values.entrySet().stream()
                        .filter(entry -> HostKeys.ALL.contains(entry.getKey()))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().value())),
                this::origin);
    }

    /**
     * A setting of the host that is one of an enum's names, in any case.
     *
     * @throws CostInsightsException when it is none of them
     */
    public <E extends Enum<E>> E choice(Class<E> type, String key, E fallback) {
        String value = host().string(key).orElse(null);
        if (value == null) {
            return fallback;
        }
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
        String name = value.trim().toUpperCase(Locale.ROOT);
        if (!names.contains(name)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    origin(key) + " " + key + " is '" + value + "'; it must be one of "
                            + String.join(", ", names).toLowerCase(Locale.ROOT) + Spelling.hint(name, names));
        }
        return Enum.valueOf(type, name);
    }

    /**
     * The only currency to price in, if there is one.
     *
     * @throws CostInsightsException when it is none
     */
    public Optional<String> currency() {
        return host().string(HostKeys.ATTRIBUTION_CURRENCY).map(value -> {
            String code = value.trim().toUpperCase(Locale.ROOT);
            if (!code.matches("[A-Z]{3}")) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        origin(HostKeys.ATTRIBUTION_CURRENCY) + " " + HostKeys.ATTRIBUTION_CURRENCY + " is '" + value
                                + "'; write three letters, e.g. USD");
            }
            return code;
        });
    }

    /** How old usage must be to be settled. */
    public Duration settleHorizon() {
        return host().duration(HostKeys.ATTRIBUTION_SETTLE_HORIZON, SETTLE_HORIZON);
    }

    /** What is set in a plugin's section, by whole key, in order; without the connection to the workspace. */
    public Map<String, String> section(String id) {
        Map<String, String> section = new TreeMap<>();
        values.forEach((key, setting) -> {
            if (HostKeys.section(key).equals(id)) {
                section.put(key, setting.value());
            }
        });
        return section;
    }

    /** A plugin's section, with the connection to the workspace in it where it is the plugin's to use. */
    public Config plugin(String id) {
        Map<String, String> all = new TreeMap<>();
        values.forEach((key, setting) -> all.put(key, setting.value()));
        if (id.equals(HostKeys.CONNECTED_PLUGIN)) {
            values.forEach((key, setting) -> {
                if (HostKeys.section(key).equals(HostKeys.CONNECTION)) {
                    all.put(id + '.' + key, setting.value());
                }
            });
        }
        return Config.of(all, this::origin).section(id);
    }

    /** Where a setting comes from, as {@code file:line}, flag or variable. */
    public String origin(String key) {
        String handedOver = HostKeys.CONNECTED_PLUGIN + '.' + HostKeys.CONNECTION + '.';
        String own = key.startsWith(handedOver) ? key.substring(HostKeys.CONNECTED_PLUGIN.length() + 1) : key;
        Setting setting = values.containsKey(key) ? values.get(key) : values.get(own);
        return setting == null ? "nowhere" : setting.origin();
    }

    /** Every key that is set, with the place that decided it; values stay hidden. */
    public Map<String, String> origins() {
        Map<String, String> origins = new TreeMap<>();
        values.forEach((key, setting) -> origins.put(key, setting.origin()));
        return origins;
    }

    /** Complains about every key in the host's sections that the host does not know. */
    void check() {
        List<String> problems = new ArrayList<>();
        Set<String> sections = HostKeys.sections();
        values.forEach((key, setting) -> {
            if (sections.contains(HostKeys.section(key)) && !HostKeys.ALL.contains(key)) {
                problems.add(setting.origin() + " unknown key '" + key + "'" + Spelling.hint(key, HostKeys.ALL));
            }
        });
        refuse(problems);
    }

    /**
     * What is wrong with sections that belong neither to the host nor to one of the plugins. A variable of that kind is
     * only warned about: the environment is shared with other versions.
     *
     * @param folder of the plugins, for one of ours that is missing in it
     */
    public List<String> orphans(Collection<String> pluginIds, Path folder) {
        List<String> problems = new ArrayList<>();
        Set<String> known = new TreeSet<>(HostKeys.sections());
        known.add(HostKeys.CONNECTION);
        known.addAll(pluginIds);
        values.forEach((key, setting) -> {
            String section = HostKeys.section(key);
            if (known.contains(section)) {
                return;
            }
            String problem = section.equals(HostKeys.CONNECTED_PLUGIN)
                    ? setting.origin() + " needs the plugin " + section + ", which is missing in " + folder
                            + "; put it there: cp -r <the unpacked distribution>/plugins/" + section + " " + folder
                    : setting.origin() + " unknown key '" + key + "': there is no section or plugin '" + section + "'"
                            + Spelling.hint(section, known);
            if (setting.origin().startsWith(SettingsSources.PREFIX)) {
                LOG.warn("{}", problem);
            } else {
                problems.add(problem);
            }
        });
        return problems;
    }

    static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new CostInsightsException(ErrorCode.CONFIGURATION, String.join("\n", problems));
        }
    }
}
