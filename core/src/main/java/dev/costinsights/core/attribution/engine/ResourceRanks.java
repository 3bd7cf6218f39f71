package dev.costinsights.core.attribution.engine;

import dev.costinsights.core.attribution.facts.IndexSort;
import dev.costinsights.core.attribution.facts.UsageStore;
import dev.costinsights.core.attribution.product.Assignment;
import dev.costinsights.core.attribution.product.ProductRules;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.UsageOrigin;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The resources in ledger order, and which of them each origin of the usage belongs to. */
final class ResourceRanks {

    /** Where resources are: what comes before their ids in the order. */
    private record Place(String accountId, String workspaceId, ResourceType type) {}

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::accountId)
            .thenComparing(Place::workspaceId)
            .thenComparing(place -> place.type().name());

    private final UsageStore usage;
    private final int[] rankOf;
    private int count;

    private ResourceRanks(UsageStore usage) {
        this.usage = usage;
        this.rankOf = new int[usage.origins().size()];
    }

    /** Place by place: a month has a million resources, and the ids of all at once are more than the usage itself. */
    static ResourceRanks of(UsageStore usage) {
        ResourceRanks ranks = new ResourceRanks(usage);
        Map<Place, IntStream.Builder> places = new HashMap<>();
        for (int origin = 0; origin < ranks.rankOf.length; origin++) {
            UsageOrigin shared = usage.untagged(origin);
            Resource resource = ProductRules.assign(shared).resource();
            places.computeIfAbsent(
                            new Place(shared.accountId(), shared.workspaceId(), resource.type()),
                            p -> IntStream.builder())
                    .add(origin);
        }
        places.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .forEach(place -> ranks.rank(place.getValue().build().toArray()));
        return ranks;
    }

    int count() {
        return count;
    }

    int of(int origin) {
        return rankOf[origin];
    }

    /**
     * Where the charges of each origin go, with one instance for equal resources that are asked for one after the other.
     * Made when asked for: a bill may have a million origins, and each is soon done with.
     */
    List<Assignment> assignments() {
        return new AbstractList<>() {
            private int lastOrigin = -1;
            private Assignment last;

            @Override
            public Assignment get(int origin) {
                if (origin != lastOrigin) {
                    Assignment next = ProductRules.assign(usage.origins().get(origin));
                    last = last != null && last.resource().equals(next.resource()) ? next.with(last.resource()) : next;
                    lastOrigin = origin;
                }
                return last;
            }

            @Override
            public int size() {
                return rankOf.length;
            }
        };
    }

    /** Ranks the origins of a place behind those of the places before. */
    private void rank(int[] origins) {
        String[] ids = new String[origins.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = ProductRules.assign(usage.untagged(origins[i])).resource().id();
        }
        int[] order = IndexSort.sorted(ids.length, (left, right) -> ids[left].compareTo(ids[right]));
        for (int i = 0; i < order.length; i++) {
            if (i > 0 && !ids[order[i]].equals(ids[order[i - 1]])) {
                count++;
            }
            rankOf[origins[order[i]]] = count;
        }
        count++;
    }
}
