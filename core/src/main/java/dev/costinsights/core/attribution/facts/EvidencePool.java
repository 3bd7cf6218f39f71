package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.StatementOrigin;
import java.util.List;

/** Turns origins of statements into evidence, and numbers equal evidence once. */
final class EvidencePool {

    /** Sources hand the same instance over again and again; what was seen lately is known by instance. */
    private static final int RECENT = 1 << 14;

    private final ContextReader reader;
    private Pool<StatementEvidence> numbers = new Pool<>();
    private final List<StatementEvidence> evidence = numbers.values();
    private Pool<Reading> readings = new Pool<>();
    private Pool<QuerySource> sources = new Pool<>();
    private Pool<String> texts = new Pool<>();
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
        int known = numbers.number(evidenceOf(origin));
        recent[slot] = origin;
        recentNumbers[slot] = known;
        return known;
    }

    StatementEvidence evidenceOf(StatementOrigin origin) {
        return new StatementEvidence(
                texts.shared(origin.workspaceId()),
                texts.shared(origin.warehouseId()),
                texts.shared(origin.executedBy()),
                sources.shared(origin.source()),
                origin.queryTags().isEmpty() ? Reading.NOTHING : read(TagView.ofTags(origin.queryTags())),
                origin.comment() == null ? Reading.NOTHING : read(TagView.ofComment(origin.comment())));
    }

    List<StatementEvidence> evidence() {
        return evidence;
    }

    void seal() {
        numbers = null;
        readings = null;
        sources = null;
        texts = null;
        recent = null;
        recentNumbers = null;
    }

    private Reading read(TagView view) {
        Reading reading = reader.read(view);
        return reading.equals(Reading.NOTHING) ? Reading.NOTHING : readings.shared(reading);
    }
}
