package dev.costinsights.host.daily;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Runs of which there are slices in more than one file of a table. They are few, and only they can make an older file matter
 * for a day; so each file is compared with all others at once and not with each. Immutable.
 */
final class SharedRuns {

    private static final long[] NONE = {};

    private final Map<String, long[]> byFile = new HashMap<>();

    /** @param runs by file: tokens of the runs that it has slices of */
    SharedRuns(Map<String, List<long[]>> runs) {
        Mentions shared = new Mentions(List.of(shared(runs)));
        runs.forEach((file, some) -> byFile.put(
                file,
                some.stream()
                        .flatMapToLong(Arrays::stream)
                        .filter(shared::has)
                        .sorted()
                        .toArray()));
    }

    /** Tokens of those that a file has slices of, sorted; a few may only seem to be shared. */
    long[] of(String file) {
        return byFile.getOrDefault(file, NONE);
    }

    private static long[] shared(Map<String, List<long[]>> runs) {
        IdFilter seen = new IdFilter(runs.values().stream()
                .flatMap(List::stream)
                .mapToLong(some -> some.length)
                .sum());
        LongStream.Builder found = LongStream.builder();
        for (List<long[]> ofFile : runs.values()) {
            for (long[] some : ofFile) {
                for (long run : some) {
                    if (seen.mayHave(run)) {
                        found.add(run);
                    }
                }
            }
            ofFile.forEach(seen::addAll);
        }
        return found.build().sorted().toArray();
    }
}
