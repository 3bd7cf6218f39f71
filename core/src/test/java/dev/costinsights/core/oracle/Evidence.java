package dev.costinsights.core.oracle;

import java.util.List;

/** A part of a bill: one fact, or the several that a fixture stands for. */
public interface Evidence {

    List<Fact> facts();
}
