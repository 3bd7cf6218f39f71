package dev.costinsights.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record was made of may change afterwards; the record does not, and nobody can change it. */
class FactsNeverChangeTest {

    private static final TimeSpan SPAN = new TimeSpan(0, 1);

    static Stream<Function<Map<String, String>, Map<String, String>>> maps() {
        return Stream.of(
                tags -> new JobVersion("a", "w", "j", null, null, tags, null, null, 0, TimeSpan.FOREVER).tags(),
                tags -> new PipelineVersion("a", "w", "p", null, null, tags, 0, TimeSpan.FOREVER).tags(),
                tags -> new WarehouseVersion("a", "w", "h", null, null, null, tags, null, 0, TimeSpan.FOREVER).tags(),
                tags -> new ClusterVersion("a", "w", "c", null, null, null, tags, Map.of(), 0, TimeSpan.FOREVER).tags(),
                tags -> new JobRunSlice("a", "w", "j", "r", SPAN, null, null, null, tags, null, null).parameters(),
                tags -> new ExecutionEvent(
                                ExecutionType.JOB_RUN,
                                "r",
                                ExecutionPhase.LAUNCHED,
                                ExecutionOutcome.UNKNOWN,
                                0,
                                -1,
                                AttributionContext.EMPTY,
                                ExecutionPlace.UNKNOWN,
                                tags)
                        .details());
    }

    @ParameterizedTest
    @MethodSource("maps")
    void a_map_stays_what_it_was(Function<Map<String, String>, Map<String, String>> fact) {
        Map<String, String> given = new HashMap<>(Map.of("team", "finance"));
        Map<String, String> kept = fact.apply(given);
        given.put("team", "growth");

        assertEquals(Map.of("team", "finance"), kept);
        assertThrows(UnsupportedOperationException.class, () -> kept.put("team", "growth"));
    }

    @Test
    void tags_are_in_the_order_of_their_keys() {
        Map<String, String> given = new LinkedHashMap<>();
        List.of("team", "cost_center", "env").forEach(key -> given.put(key, "x"));

        Map<String, String> kept = new PipelineVersion("a", "w", "p", null, null, given, 0, 1).tags();

        assertEquals(List.of("cost_center", "env", "team"), new ArrayList<>(kept.keySet()));
    }

    @Test
    void flags_stay_what_they_were_and_are_in_the_order_of_the_enum() {
        Set<Flag> given = EnumSet.of(Flag.ODD_TEXT, Flag.COUNTED);
        Set<Flag> kept = row(given).flags();
        given.add(Flag.ZERO_LENGTH);

        assertEquals(Set.of(Flag.COUNTED, Flag.ODD_TEXT), kept);
        assertEquals("[COUNTED, ODD_TEXT]", kept.toString());
        assertTrue(kept.contains(Flag.ODD_TEXT));
        assertFalse(kept.contains(Flag.ZERO_LENGTH));
        assertThrows(UnsupportedOperationException.class, () -> kept.add(Flag.ZERO_LENGTH));
        assertThrows(UnsupportedOperationException.class, () -> kept.remove(Flag.COUNTED));
    }

    @Test
    void rows_with_the_same_flags_share_one_set() {
        assertSame(
                row(EnumSet.of(Flag.COUNTED)).flags(), row(Set.of(Flag.COUNTED)).flags());
        assertSame(row(Set.of()).flags(), row(EnumSet.noneOf(Flag.class)).flags());
    }

    @Test
    void every_flag_can_be_kept() {
        assertEquals(EnumSet.allOf(Flag.class), row(EnumSet.allOf(Flag.class)).flags());
    }

    private static LedgerRow row(Set<Flag> flags) {
        return new LedgerRow(
                null,
                Category.IDLE,
                null,
                null,
                null,
                null,
                null,
                AmountBasis.NONE,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                flags);
    }
}
