package dev.costinsights.host.daily;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs of which there are slices in more than one file of a table. They are few, and only they can make an older file matter
 * for a day; so each file is compared with all others at once and not with each. Immutable.
 */
final class SharedRuns {

    private final Map<String, Set<Long>> byFile = new HashMap<>();

    /** @param runs by file: tokens of the runs that it has slices of */
    SharedRuns(Map<String, List<long[]>> runs) {
        Set<Long> shared = shared(runs);
        runs.forEach((file, some) -> {
            Set<Long> found = new HashSet<>();
            for (long[] tokens : some) {
                for (long run : tokens) {
                    if (shared.contains(run)) {
                        found.add(run);
                    }
                }
            }
            byFile.put(file, found);
        });
    }

    /** Tokens of those that a file has slices of; a few may only seem to be shared. */
    Set<Long> of(String file) {
        return byFile.getOrDefault(file, Set.of());
    }

    private static Set<Long> shared(Map<String, List<long[]>> runs) {
        IdFilter seen = new IdFilter(runs.values().stream()
                .flatMap(List::stream)
                .mapToLong(some -> some.length)
                .sum());
        Set<Long> found = new HashSet<>();
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
        return found;
    }
}
