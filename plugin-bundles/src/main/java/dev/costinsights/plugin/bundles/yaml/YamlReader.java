package dev.costinsights.plugin.bundles.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Builds nodes from a parser's events. The library's own nodes forget where an alias stood. Used once. */
final class YamlReader {

    private static final int DEEPEST = 200;

    private final String file;
    private final String text;
    private final LoadSettings settings;
    private final ParserImpl parser;
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final Set<YamlNode> aliased = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Marks count code points, strings do not. They come nearly in order. */
    private int knownIndex;

    private int knownOffset;

    YamlReader(String file, String text) {
        this.file = file;
        this.text = text;
        this.settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    }

    YamlText read() {
        try {
            List<YamlNode> documents = new ArrayList<>();
            while (parser.hasNext()) {
                Event event = parser.next();
                if (event.getEventId() == Event.ID.DocumentStart) {
                    anchors.clear();
                    documents.add(node(parser.next(), 0));
                }
            }
            return new YamlText(file, text, documents, aliased);
        } catch (MarkedYamlEngineException e) {
            throw at(e.getProblemMark().or(e::getContextMark), what(e));
        } catch (ReaderException e) {
            int offset = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            throw new YamlText(file, text, List.of(), Set.of())
                    .problem(offset, String.format("the character U+%04X may not stand in YAML", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new YamlProblem(file, 0, 0, String.valueOf(e.getMessage()));
        }
    }

    private static String what(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return (context + e.getProblem()).replaceAll("\\s+", " ");
    }

    private YamlProblem at(Optional<Mark> mark, String what) {
        return mark.map(m -> new YamlProblem(file, m.getLine() + 1, m.getColumn() + 1, what))
                .orElseGet(() -> new YamlProblem(file, 0, 0, what));
    }

    private YamlNode node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw at(event.getStartMark(), "more than " + DEEPEST + " levels within one another");
        }
        int start = offset(event.getStartMark());
        String anchor = ((NodeEvent) event).getAnchor().map(a -> a.getValue()).orElse(null);
        if (event instanceof AliasEvent alias) {
            String name = alias.getAlias().getValue();
            YamlNode of = anchors.get(name);
            if (of == null) {
                throw at(event.getStartMark(), "there is no anchor &" + name + " before the alias *" + name);
            }
            aliased.add(of);
            return new YamlNode.Alias(start, offset(event.getEndMark()), name, of);
        }
        YamlNode node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar, start, anchor);
        } else if (event instanceof SequenceStartEvent sequence) {
            node = sequence(sequence, start, anchor, depth);
        } else {
            node = mapping((MappingStartEvent) event, start, anchor, depth);
        }
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private YamlNode scalar(ScalarEvent event, int start, String anchor) {
        YamlNode.Scalar.Style style = event.isPlain()
                ? YamlNode.Scalar.Style.PLAIN
                : event.isLiteral() || event.isFolded() ? YamlNode.Scalar.Style.BLOCK : YamlNode.Scalar.Style.QUOTED;
        return new YamlNode.Scalar(
                start, offset(event.getEndMark()), anchor, event.getTag().orElse(null), style, event.getValue());
    }

    private YamlNode sequence(SequenceStartEvent event, int start, String anchor, int depth) {
        List<YamlNode> items = new ArrayList<>();
        int end = offset(event.getEndMark());
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            YamlNode item = node(parser.next(), depth + 1);
            items.add(item);
            end = item.end();
        }
        int closed = offset(parser.next().getEndMark());
        return new YamlNode.Sequence(
                start, event.isFlow() ? closed : end, anchor, event.getTag().orElse(null), event.isFlow(), items);
    }

    private YamlNode mapping(MappingStartEvent event, int start, String anchor, int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        int end = offset(event.getEndMark());
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            YamlNode key = node(parser.next(), depth + 1);
            YamlNode value = node(parser.next(), depth + 1);
            entries.add(new YamlNode.Entry(key, value));
            end = value.end();
        }
        int closed = offset(parser.next().getEndMark());
        return new YamlNode.Mapping(
                start, event.isFlow() ? closed : end, anchor, event.getTag().orElse(null), event.isFlow(), entries);
    }

    private int offset(Optional<Mark> mark) {
        int index = mark.orElseThrow().getIndex();
        knownOffset = text.offsetByCodePoints(knownOffset, index - knownIndex);
        knownIndex = index;
        return knownOffset;
    }
}
