package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a region what the documentation of its tables leaves open. One thread. */
final class Interview {

    private static final int WEEK = 7;

    private final Region region;
    private final LocalDate today;
    private final Set<String> looked = new HashSet<>();
    private final Map<String, Answer> gaps = new HashMap<>();

    Interview(Region region, LocalDate today) {
        this.region = region;
        this.today = today;
    }

    /** A table of this region has rows. */
    void with(String table) {
        looked.add(table);
    }

    /** A table of this region says nothing; the answer is the one to all questions that need it. */
    void without(String table, Answer gap) {
        looked.add(table);
        gaps.put(table, gap);
    }

    /** Every question about tables that are read here, and what its answer means. */
    List<Finding> findings(String user) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (List<Question> about : Question.ALL) {
            for (Question question : about) {
                if (question.tables().stream().anyMatch(looked::contains)) {
                    findings.add(finding(question.subject(), answer(question)));
                }
            }
        }
        if (looked.contains("billing.usage")) {
            for (Preview preview : Preview.ALL) {
                findings.add(finding(preview.subject(), answer(preview, user)));
            }
        }
        return findings;
    }

    private Answer answer(Question question) throws InterruptedException {
        for (String table : question.tables()) {
            if (gaps.containsKey(table)) {
                return gaps.get(table);
            }
        }
        try {
            return question.understand(region.text(dated(question.sql())).orElse(""));
        } catch (CostInsightsException e) {
            return Answer.unread(e.getMessage(), "");
        }
    }

    private Answer answer(Preview preview, String user) throws InterruptedException {
        String table = preview.table().sqlName();
        try {
            String rows = region.text(dated(preview.sql())).orElse("0");
            return Answer.fine(
                    rows.equals("0")
                            ? table + " is readable and has no rows: " + preview.missing()
                            : table + " has " + rows + " rows: " + preview.filled());
        } catch (CostInsightsException e) {
            return switch (e.code()) {
                case NOT_FOUND -> Answer.fine("there is no " + table + " here: " + preview.missing());
                case PERMISSION ->
                    Answer.unread(
                            "no right to read " + table + "; without it " + preview.missing(),
                            Grants.to(preview.table(), user));
                default -> Answer.unread(e.getMessage(), "");
            };
        }
    }

    private String dated(String sql) {
        return sql.replace("{since}", today.minusDays(Checkup.DAYS).toString())
                .replace("{week}", today.minusDays(WEEK).toString());
    }

    private static Finding finding(String subject, Answer answer) {
        return new Finding(subject, answer.status(), answer.detail(), answer.fix());
    }
}
