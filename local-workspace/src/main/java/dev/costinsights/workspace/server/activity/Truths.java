package dev.costinsights.workspace.server.activity;

import dev.costinsights.workspace.simulation.company.Consumption;
import java.util.ArrayList;
import java.util.List;

/** What everything that was launched really consumed. It grows with every hour that is metered, before that is billed. */
public final class Truths {
    private final List<Consumption> all = new ArrayList<>();

    public synchronized void add(List<Consumption> parts) {
        all.addAll(parts);
    }

    public synchronized List<Consumption> all() {
        return List.copyOf(all);
    }
}
