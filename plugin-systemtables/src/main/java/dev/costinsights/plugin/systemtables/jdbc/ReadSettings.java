package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the plugin was told about reading from workspaces.
 *
 * @param workspaces the first is the one that shows what all regions share; empty when none is configured
 * @param statementText what is kept of the text of statements
 * @param sliceTimeout how long one slice may take, all attempts together
 * @param attempts how often a slice is tried
 */
public record ReadSettings(
        List<Workspace> workspaces, StatementText.Kept statementText, Duration sliceTimeout, int attempts) {

    /** The section of the connection, which the host hands to this plugin. */
    private static final String MAIN = "databricks";

    private static final String REGIONS = "regions";

    public ReadSettings {
        workspaces = List.copyOf(workspaces);
    }

    /** Reads every key, so that one that is spelled wrong is found even where nothing is to be read. */
    public static ReadSettings of(Config config) {
        StatementText.Kept kept = kept(config);
        Duration timeout = config.duration("slice_timeout", Duration.ofMinutes(10));
        int attempts = Math.toIntExact(config.integer("attempts", 5, 1, 20));
        String mainRegion = config.section(MAIN).string("region").orElse("");
        List<Workspace> workspaces = new ArrayList<>();
        Optional<Workspace> main = workspace(config, mainRegion, MAIN);
        main.ifPresent(workspaces::add);
        for (String region : config.section(REGIONS).sections()) {
            String section = REGIONS + '.' + region;
            workspaces.add(workspace(config, region, section)
                    .orElseThrow(() -> new CostInsightsException(
                            ErrorCode.CONFIGURATION,
                            "region " + region + " has no SQL warehouse to run queries on; set " + section
                                    + ".warehouse_id")));
        }
        if (workspaces.size() > 1) {
            check(main, workspaces);
        }
        if (timeout.toSeconds() < 10) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting slice_timeout is " + timeout.toSeconds() + "s; it must be at least 10s");
        }
        return new ReadSettings(workspaces, kept, timeout, attempts);
    }

    private static void check(Optional<Workspace> main, List<Workspace> workspaces) {
        if (main.isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "there are regions and no workspace that shows the bill; set " + MAIN + ".warehouse_id");
        }
        if (main.get().region().isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "there are several regions and the first has no name; set " + MAIN
                            + ".region, e.g. to eu-west-1, so that rows of one are never taken for rows of another");
        }
        long names = workspaces.stream().map(Workspace::region).distinct().count();
        if (names < workspaces.size()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "region " + main.get().region() + " is set twice, as " + MAIN + " and below " + REGIONS
                            + "; remove one of them");
        }
    }

    private static Optional<Workspace> workspace(Config config, String region, String section) {
        for (String key : List.of("host", "profile", "token", "warehouse_id")) {
            config.string(section + '.' + key);
        }
        return Workspace.of(region, config, section);
    }

    private static StatementText.Kept kept(Config config) {
        String text = config.string("statement_text").orElse("comments");
        try {
            return StatementText.Kept.valueOf(text.trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting statement_text is '" + text
                            + "'; it must be comments (those that can say who ran it), none or all",
                    e);
        }
    }
}
