package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextMapTest {

    private final Recent<String> texts = new Recent<>(text -> text);

    @Test
    void it_is_the_map_that_it_was_made_of() {
        for (int size = 0; size < 20; size++) {
            Map<String, String> entries = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                entries.put("key" + i, "value" + i);
            }
            Map<String, String> map = TextMap.of(entries, texts);

            assertEquals(entries, map);
            assertEquals(map, entries);
            assertEquals(entries.hashCode(), map.hashCode());
            assertEquals(new ArrayList<>(entries.keySet()), new ArrayList<>(map.keySet()));
            for (String key : entries.keySet()) {
                assertEquals(entries.get(key), map.get(key));
            }
            assertNull(map.get("key"));
            assertNull(map.get("z"));
            assertFalse(map.containsKey("a"));
        }
    }

    @Test
    void maps_share_their_texts() {
        Map<String, String> one = TextMap.of(Map.of(text("team"), text("risk")), texts);
        Map<String, String> other = TextMap.of(Map.of(text("team"), text("risk")), texts);

        assertSame(one.keySet().iterator().next(), other.keySet().iterator().next());
        assertSame(one.get("team"), other.get("team"));
    }

    /** An instance of its own. */
    private static String text(String content) {
        return content.substring(0, 1) + content.substring(1);
    }
}
