package dev.costinsights.host.daily;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which files of slices are of the same runs. */
final class SharedRunsTest {

    @Test
    void aRunOfTwoFilesIsFoundInBothAndOneOfOneFileInNone() {
        long[] id = new Random(7).longs(6).sorted().toArray();
        SharedRuns runs = new SharedRuns(Map.of(
                "monday", List.of(new long[] {id[2], id[3]}, new long[] {id[0], id[2]}),
                "tuesday", List.of(new long[] {id[3], id[4]}),
                "friday", List.of(new long[] {id[0], id[5]})));

        assertEquals(Set.of(id[0], id[3]), runs.of("monday"));
        assertEquals(Set.of(id[3]), runs.of("tuesday"));
        assertEquals(Set.of(id[0]), runs.of("friday"));
        assertEquals(Set.of(), runs.of("another"));
    }

    @Test
    void whatFilesShareIsWhatComparingEachWithEachGives() {
        long seed = Long.getLong("costinsights.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, long[]> files = new HashMap<>();
        List<Long> earlier = new ArrayList<>();
        for (int file = 0; file < 20; file++) {
            long[] runs = random.longs(1 + random.nextInt(3_000))
                    .map(run -> random.nextInt(50) == 0 && !earlier.isEmpty()
                            ? earlier.get(random.nextInt(earlier.size()))
                            : run)
                    .distinct()
                    .toArray();
            Arrays.stream(runs).forEach(earlier::add);
            files.put("file " + file, runs);
        }
        Map<String, List<long[]>> lists = new HashMap<>();
        files.forEach((file, runs) -> lists.put(file, List.of(runs)));
        SharedRuns shared = new SharedRuns(lists);
        int pairs = 0;
        for (String one : files.keySet()) {
            Set<Long> all = Arrays.stream(files.get(one)).boxed().collect(Collectors.toSet());
            for (String other : files.keySet()) {
                boolean expected =
                        !one.equals(other) && Arrays.stream(files.get(other)).anyMatch(all::contains);
                if (!one.equals(other)) {
                    assertEquals(
                            expected,
                            !Collections.disjoint(shared.of(one), shared.of(other)),
                            () -> "replay with -Dcostinsights.seed=" + seed);
                    pairs += expected ? 1 : 0;
                }
            }
        }
        assertTrue(pairs > 0, "some share a run");
    }

    @Test
    void nearlyEveryIdThatWasNotAddedIsKnownToBeAbsentAndNoneThatWas() {
        Random random = new Random(7);
        long[] added = random.longs(50_000).toArray();
        IdFilter filter = new IdFilter(added.length);
        filter.addAll(added);

        for (long id : added) {
            assertTrue(filter.mayHave(id));
        }
        long wrong = random.longs(50_000).filter(filter::mayHave).count();
        assertTrue(wrong < 500, wrong + " of 50000 seem to be there");
        assertFalse(new IdFilter(0).mayHave(1));
    }
}
