package dev.costinsights.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Maps of a fact: copies that nobody can change, in key order, so that nothing depends on the order of a hash map. */
final class OrderedTexts {

    private OrderedTexts() {}

    static Map<String, String> copyOf(Map<String, String> texts) {
        return texts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(texts));
    }
}
