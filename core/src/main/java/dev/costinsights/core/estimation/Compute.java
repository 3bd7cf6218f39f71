package dev.costinsights.core.estimation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What an execution ran on, as far as the client that launched it knows. */
public sealed interface Compute {

    /** DBU an hour by the book, or empty when the book does not say. */
    Optional<BigDecimal> dbuPerHour();

    /** What the rate rests on, to be kept with the number. */
    Map<String, String> inputs();

    /** Compute of one family is billed under the same SKU within a workspace. */
    String family();

    /**
     * A SQL warehouse.
     *
     * @param type as {@code warehouse_type} has it, e.g. {@code SERVERLESS}; null when unknown
     * @param size null when unknown
     * @param clusters how many of its clusters ran
     * @param parallel how many statements shared them, this one included
     */
    record Warehouse(String type, WarehouseSize size, int clusters, int parallel) implements Compute {

        public Warehouse {
            if (clusters < 1 || parallel < 1) {
                throw new IllegalArgumentException("clusters is " + clusters + " and parallel is " + parallel
                        + "; a statement that ran had at least 1 of each");
            }
        }

        @Override
        public Optional<BigDecimal> dbuPerHour() {
            return size == null
                    ? Optional.empty()
                    : Optional.of(BigDecimal.valueOf((long) size.dbuPerHour() * clusters)
                            .divide(BigDecimal.valueOf(parallel), 18, RoundingMode.HALF_EVEN));
        }

        @Override
        public Map<String, String> inputs() {
            return Map.of(
                    "warehouse_size", String.valueOf(size),
                    "clusters", String.valueOf(clusters),
                    "parallel", String.valueOf(parallel));
        }

        @Override
        public String family() {
            return "warehouse " + type;
        }
    }

    /**
     * A cluster of nodes.
     *
     * @param nodes how many of which node type, the driver included
     * @param rates DBU an hour of the node types that are known; without them earlier bills say what a node takes
     */
    record Nodes(Map<String, Integer> nodes, Map<String, BigDecimal> rates) implements Compute {

        public Nodes {
            nodes = Map.copyOf(nodes);
            rates = Map.copyOf(rates);
        }

        @Override
        public Optional<BigDecimal> dbuPerHour() {
            BigDecimal sum = BigDecimal.ZERO;
            for (Map.Entry<String, Integer> node : nodes.entrySet()) {
                BigDecimal rate = rates.get(node.getKey());
                if (rate == null) {
                    return Optional.empty();
                }
                sum = sum.add(rate.multiply(BigDecimal.valueOf(node.getValue())));
            }
            return nodes.isEmpty() ? Optional.empty() : Optional.of(sum);
        }

        @Override
        public Map<String, String> inputs() {
            Map<String, String> inputs = new TreeMap<>();
            nodes.forEach((type, count) ->
                    inputs.put("nodes." + type, count + " at " + Objects.toString(rates.get(type), "unknown")));
            return inputs;
        }

        @Override
        public String family() {
            return "nodes";
        }
    }

    /** Serverless compute: only earlier bills say how much an hour takes. */
    record Serverless() implements Compute {

        @Override
        public Optional<BigDecimal> dbuPerHour() {
            return Optional.empty();
        }

        @Override
        public Map<String, String> inputs() {
            return Map.of("compute", "serverless");
        }

        @Override
        public String family() {
            return "serverless";
        }
    }
}
