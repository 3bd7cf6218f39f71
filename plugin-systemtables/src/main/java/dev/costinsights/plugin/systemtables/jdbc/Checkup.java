package dev.costinsights.plugin.systemtables.jdbc;

import com.databricks.jdbc.common.util.DriverUtil;
import com.databricks.sdk.core.UserAgent;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.Finding;
import dev.costinsights.core.spi.Finding.Status;
import dev.costinsights.core.spi.SourceTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at everything between here and the rows of one region, in the order in which it is needed. */
final class Checkup {

    /** How far back is looked for the newest row; a broader look may be refused. */
    static final int DAYS = 30;

    /** Bills are up to a day late, everything else an hour. */
    private static final Duration LATE = Duration.ofHours(36);

    private static final Pattern SDK = Pattern.compile("databricks-sdk-java/([0-9A-Za-z.-]+)");

    private final Region region;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    Checkup(Region region, Clock clock) {
        this.region = region;
        this.clock = clock;
    }

    /** The versions of what is spoken through; needs no connection. */
    static Finding versions() {
        Matcher sdk = SDK.matcher(UserAgent.asString());
        return new Finding(
                "driver",
                Status.OK,
                "databricks-jdbc " + DriverUtil.getDriverVersion() + ", databricks-sdk-java "
                        + (sdk.find() ? sdk.group(1) : "of an unknown version"),
                "");
    }

    List<Finding> findings() throws InterruptedException {
        if (!login() || !warehouse()) {
            return findings;
        }
        String user = region.text("SELECT current_user()").orElse("?");
        add("user", Status.OK, "reads as " + user, "");
        Interview interview = new Interview(region, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        for (SourceTable table : region.tables()) {
            table(table, user)
                    .ifPresentOrElse(
                            gap -> interview.without(table.qualifiedName(), gap),
                            () -> interview.with(table.qualifiedName()));
        }
        for (Finding finding : interview.findings(user)) {
            add(finding.subject(), finding.status(), finding.detail(), finding.fix());
        }
        return findings;
    }

    private boolean login() throws InterruptedException {
        try {
            Login.Ticket ticket = region.ticket();
            add("login", Status.OK, "signed in to " + ticket.host() + " by " + ticket.authType(), "");
            return true;
        } catch (CostInsightsException e) {
            add("login", Status.FAIL, e.getMessage(), fix(e));
            return false;
        }
    }

    private boolean warehouse() throws InterruptedException {
        long start = System.nanoTime();
        try {
            region.text("SELECT '1'");
            long millis = (System.nanoTime() - start) / 1_000_000;
            add("warehouse", Status.OK, region.workspace() + " runs and answered in " + millis + " ms", "");
            return true;
        } catch (CostInsightsException e) {
            add("warehouse", Status.FAIL, e.getMessage(), fix(e));
            return false;
        }
    }

    /** @return why it says nothing, where it does not have rows */
    private Optional<Answer> table(SourceTable table, String user) throws InterruptedException {
        KnownTable known = region.known(table);
        if (table.problem() != null) {
            boolean needed = table.qualifiedName().equals("billing.usage");
            boolean grantable = table.problem().code() == ErrorCode.PERMISSION;
            add(
                    table.qualifiedName(),
                    needed ? Status.FAIL : Status.WARN,
                    table.problem().code() == ErrorCode.NOT_FOUND
                            ? known.sqlName() + " is not there: not enabled, not offered here, or hidden"
                            : grantable
                                    ? "no right to read " + known.sqlName()
                                    : table.problem().getMessage(),
                    grantable || table.problem().code() == ErrorCode.NOT_FOUND ? Grants.to(known, user) : "");
            return Optional.of(
                    Answer.unread(known.sqlName() + why(table.problem().code()), ""));
        }
        try {
            return switch (table.slicing()) {
                case WHOLE, CHANGE_DAY -> whole(known);
                case INGESTION_DAY, INGESTION_QUARTER, EVENT_DAY, EVENT_QUARTER, STATE_QUARTER -> newest(known, table);
            };
        } catch (CostInsightsException e) {
            add(table.qualifiedName(), Status.WARN, e.getMessage(), fix(e));
            return Optional.of(Answer.unread(known.sqlName() + why(e.code()), ""));
        }
    }

    private static String why(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> " is not there";
            case PERMISSION -> " may not be read";
            default -> " could not be read";
        };
    }

    private Optional<Answer> whole(KnownTable table) throws InterruptedException {
        String rows = region.text("SELECT CAST(count(*) AS STRING) FROM " + table.sqlName())
                .orElse("0");
        boolean empty = rows.equals("0");
        add(table.qualifiedName(), empty ? Status.WARN : Status.OK, empty ? "readable, and empty" : rows + " rows", "");
        return empty ? Optional.of(Answer.untold(table.sqlName() + " is empty")) : Optional.empty();
    }

    private Optional<Answer> newest(KnownTable table, SourceTable shown) throws InterruptedException {
        KnownTable cut = Region.fitting(table, shown.columns());
        String micros = region.text("SELECT CAST(unix_micros(CAST(max(" + cut.dayColumn()
                        + ") AS TIMESTAMP)) AS STRING) FROM " + table.sqlName() + " WHERE " + cut.dayColumn() + " >= "
                        + cut.literal(since()))
                .orElse(null);
        if (micros == null) {
            add(table.qualifiedName(), Status.WARN, "readable, and without a row in the last " + DAYS + " days", "");
            return Optional.of(Answer.untold(table.sqlName() + " has no row of the last " + DAYS + " days"));
        }
        Instant newest = Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
        // A day counts as there until it ends.
        Instant known = cut.dayType() == KnownTable.DayType.DATE ? newest.plus(1, ChronoUnit.DAYS) : newest;
        Duration lag = Duration.between(known, clock.instant());
        add(
                table.qualifiedName(),
                lag.compareTo(LATE) > 0 ? Status.WARN : Status.OK,
                "newest row " + newest + (lag.isNegative() ? "" : ", " + lag.toHours() + " h behind"),
                "");
        return Optional.empty();
    }

    private LocalDate since() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS);
    }

    private void add(String subject, Status status, String detail, String fix) {
        String name = region.name().isEmpty() ? subject : region.name() + ": " + subject;
        findings.add(new Finding(name, status, detail, fix));
    }

    /** What stands after the last semicolon says what to do. */
    private static String fix(CostInsightsException e) {
        int fix = e.getMessage().lastIndexOf("; ");
        return fix < 0 ? "" : e.getMessage().substring(fix + 2);
    }
}
