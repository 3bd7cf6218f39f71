package dev.costinsights.host.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDictionaryTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void equal_neighbours_are_one_value_whether_or_not_they_are_one_instance(boolean hashing) {
        TextDictionary dictionary = new TextDictionary();
        dictionary.hashing(hashing);
        String text = "run 7";

        assertEquals(0, dictionary.code(text));
        assertEquals(0, dictionary.code(text));
        assertEquals(0, dictionary.code(text.substring(0, 1) + text.substring(1)));
        assertEquals(1, dictionary.count());
    }

    @Test
    void equal_texts_that_are_no_neighbours_are_one_value_only_with_hashing() {
        TextDictionary dictionary = new TextDictionary();
        dictionary.hashing(false);

        assertEquals(0, dictionary.code("a"));
        assertEquals(1, dictionary.code("b"));
        assertEquals(2, dictionary.code("a"));
    }
}
