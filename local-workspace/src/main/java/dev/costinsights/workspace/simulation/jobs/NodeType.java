package dev.costinsights.workspace.simulation.jobs;

import java.util.List;

/** A type of node, with thousandths of a DBU that it takes in an hour. */
public record NodeType(String name, int cores, long memoryMb, int milliDbuPerHour) {
    static final NodeType LARGE = new NodeType("m5d.large", 2, 8_192, 340);
    static final NodeType XLARGE = new NodeType("i3.xlarge", 4, 31_232, 1_000);
    static final NodeType DOUBLE = new NodeType("i3.2xlarge", 8, 62_464, 2_000);

    /** Those that the company uses. */
    public static final List<NodeType> ALL = List.of(LARGE, XLARGE, DOUBLE);

    /** The type of this name; of one that the company does not use, what is usual. */
    public static NodeType named(String name) {
        return ALL.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseGet(() -> new NodeType(name, XLARGE.cores(), XLARGE.memoryMb(), XLARGE.milliDbuPerHour()));
    }
}
