package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.Workspace;
import java.util.List;
import java.util.stream.IntStream;

/** A model serving endpoint. */
record Endpoint(int index, Workspace workspace, String id, String name, String creator) {
    private static final int COUNT = 12;

    static List<Endpoint> build(long seed) {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> {
                    Rng rng = Rng.of(seed, "endpoint", i);
                    String name = i == 4 ? "@SUM(1+1)*cmd 🤖" : rng.pick(Names.MODELS) + "-model-" + i;
                    return new Endpoint(i, Company.WORKSPACES.get(i % 4), rng.hex(32), name, rng.pick(Company.PEOPLE));
                })
                .toList();
    }

    String servedEntityId() {
        return id.substring(16) + id.substring(0, 16);
    }
}
