package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.StatementOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns origins of statements into evidence, and numbers equal evidence once. */
final class EvidencePool {

    /** Sources hand the same instance over again and again; what was seen lately is known by instance. */
    private static final int RECENT = 1 << 14;

    private final ContextReader reader;
    private final Map<StatementEvidence, Integer> numbers = new HashMap<>();
    private final List<StatementEvidence> evidence = new ArrayList<>();
    private final Map<Reading, Reading> readings = new HashMap<>();
    private final Map<QuerySource, QuerySource> sources = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private StatementOrigin[] recent = new StatementOrigin[RECENT];
    private int[] recentNumbers = new int[RECENT];

    EvidencePool(ContextReader reader) {
        this.reader = reader;
    }

    int number(StatementOrigin origin) {
        int slot = System.identityHashCode(origin) & (RECENT - 1);
        if (recent[slot] == origin) {
            return recentNumbers[slot];
        }
        StatementEvidence found = evidenceOf(origin);
        Integer known = numbers.get(found);
        if (known == null) {
            known = evidence.size();
            numbers.put(found, known);
            evidence.add(found);
        }
        recent[slot] = origin;
        recentNumbers[slot] = known;
        return known;
    }

    StatementEvidence evidenceOf(StatementOrigin origin) {
        return new StatementEvidence(
                shared(origin.workspaceId()),
                shared(origin.warehouseId()),
                shared(origin.executedBy()),
                sources.computeIfAbsent(origin.source(), source -> source),
                origin.queryTags().isEmpty() ? Reading.NOTHING : read(TagView.ofTags(origin.queryTags())),
                origin.comment() == null ? Reading.NOTHING : read(TagView.ofComment(origin.comment())));
    }

    List<StatementEvidence> evidence() {
        return evidence;
    }

    void seal() {
        numbers.clear();
        readings.clear();
        recent = null;
        recentNumbers = null;
    }

    private Reading read(TagView view) {
        Reading reading = reader.read(view);
        return reading.equals(Reading.NOTHING) ? Reading.NOTHING : readings.computeIfAbsent(reading, r -> r);
    }

    private String shared(String text) {
        return text == null ? null : texts.computeIfAbsent(text, t -> t);
    }
}
