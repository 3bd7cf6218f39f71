package dev.costinsights.core.attribution.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextMapTest {

    @Test
    void it_is_the_map_that_it_was_made_of() {
        for (int size = 0; size < 20; size++) {
            Map<String, String> entries = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                entries.put("key" + i, "value" + i);
            }
            Map<String, String> map = new TextMap(TextMap.cells(new HashMap<>(entries)));

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
}
