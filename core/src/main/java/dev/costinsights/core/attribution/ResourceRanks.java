package dev.costinsights.core.attribution;

import dev.costinsights.core.attribution.facts.UsageStore;
import dev.costinsights.core.attribution.product.Assignment;
import dev.costinsights.core.attribution.product.ProductRules;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.UsageOrigin;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The resources in ledger order, and which of them each origin of the usage belongs to. */
final class ResourceRanks {

    private record Place(String accountId, String workspaceId, Resource resource) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int order = compare(accountId, other.accountId);
            order = order != 0 ? order : compare(workspaceId, other.workspaceId);
            order = order != 0
                    ? order
                    : compare(resource.type().name(), other.resource.type().name());
            return order != 0 ? order : compare(resource.id(), other.resource.id());
        }

        /** Most pairs share account and workspace, and as one instance. */
        @SuppressWarnings("ReferenceEquality")
        private static int compare(String left, String right) {
            return left == right ? 0 : left.compareTo(right);
        }
    }

    private final List<UsageOrigin> origins;
    private final int[] rankOf;
    private final List<Place> places;

    private ResourceRanks(List<UsageOrigin> origins, int[] rankOf, List<Place> places) {
        this.origins = origins;
        this.rankOf = rankOf;
        this.places = places;
    }

    static ResourceRanks of(UsageStore usage) {
        List<UsageOrigin> origins = usage.origins();
        Map<Place, Integer> numbers = new HashMap<>();
        int[] rankOf = new int[origins.size()];
        for (int i = 0; i < rankOf.length; i++) {
            UsageOrigin origin = origins.get(i);
            Place place = new Place(
                    origin.accountId(),
                    origin.workspaceId(),
                    ProductRules.assign(origin).resource());
            Integer known = numbers.putIfAbsent(place, numbers.size());
            rankOf[i] = known == null ? numbers.size() - 1 : known;
        }
        List<Place> places = new ArrayList<>(numbers.keySet());
        places.sort(null);
        int[] ranks = new int[places.size()];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[numbers.get(places.get(rank))] = rank;
        }
        for (int i = 0; i < rankOf.length; i++) {
            rankOf[i] = ranks[rankOf[i]];
        }
        return new ResourceRanks(origins, rankOf, places);
    }

    int count() {
        return places.size();
    }

    int of(int origin) {
        return rankOf[origin];
    }

    /**
     * Where the charges of each origin go, with one instance for equal resources. Made when asked for: a bill may have a
     * million origins, and each is soon done with.
     */
    List<Assignment> assignments() {
        return new AbstractList<>() {
            @Override
            public Assignment get(int origin) {
                return ProductRules.assign(origins.get(origin))
                        .with(places.get(rankOf[origin]).resource());
            }

            @Override
            public int size() {
                return rankOf.length;
            }
        };
    }
}
