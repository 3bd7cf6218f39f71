package dev.costinsights.core.attribution.engine;

import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.attribution.charge.ChargeMaker;
import dev.costinsights.core.attribution.charge.ChargeOrder;
import dev.costinsights.core.attribution.compute.JobRunTasks;
import dev.costinsights.core.attribution.compute.ProviderShares;
import dev.costinsights.core.attribution.compute.SharedCluster;
import dev.costinsights.core.attribution.compute.SharedWarehouse;
import dev.costinsights.core.attribution.compute.StatementTargets;
import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.ObjectKey;
import dev.costinsights.core.attribution.identity.Target;
import dev.costinsights.core.attribution.identity.Targets;
import dev.costinsights.core.attribution.ledger.LedgerWriter;
import dev.costinsights.core.attribution.product.Assignment;
import dev.costinsights.core.attribution.product.Assignment.Path;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Sends the charges of one resource after the other their ways. */
final class ResourceAttribution {

    /** @param isFirst whether no earlier part of its record is in the same currency: a line of the proof counts a record once */
    private record Planned(Charge charge, Assignment assignment, boolean isFirst) {}

    private final Facts facts;
    private final Targets targets;
    private final StatementTargets statementTargets;
    private final ProviderShares provider;
    private final IdlePolicy policy;
    private final ChargeMaker charges;
    private final LedgerWriter ledger;
    private final JobRunTasks jobRuns;
    private SharedWarehouse warehouse;
    private SharedCluster cluster;

    ResourceAttribution(
            Facts facts,
            Targets targets,
            ProviderShares provider,
            IdlePolicy policy,
            ChargeMaker charges,
            LedgerWriter ledger) {
        this.facts = facts;
        this.targets = targets;
        this.statementTargets = new StatementTargets(targets, facts.statements().evidence());
        this.provider = provider;
        this.policy = policy;
        this.charges = charges;
        this.ledger = ledger;
        this.jobRuns = new JobRunTasks(facts, targets);
    }

    /** @param rows usage rows by start, end and id; those from {@code from} to {@code to} are of one resource */
    void attribute(int[] rows, int from, int to, List<Assignment> assignments) {
        warehouse = null;
        cluster = null;
        Assignment first = assignments.get(facts.usage().origin(rows[from]));
        switch (first.resource().type()) {
            case WAREHOUSE -> attributeWarehouse(rows, from, to, assignments);
            default -> stream(rows, from, to, assignments);
        }
    }

    /** A warehouse's cells must all be known before the first of them is split. */
    private void attributeWarehouse(int[] rows, int from, int to, List<Assignment> assignments) {
        List<Planned> planned = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            Assignment assignment = assignments.get(facts.usage().origin(rows[i]));
            plan(charges.charges(rows[i], assignment.resource()), assignment, planned);
        }
        planned.sort((left, right) -> ChargeOrder.WITHIN_RESOURCE.compare(left.charge(), right.charge()));
        List<Charge> shared = planned.stream()
                .filter(plan -> plan.assignment().path() == Path.WAREHOUSE)
                .map(Planned::charge)
                .toList();
        if (!shared.isEmpty()) {
            ObjectKey key = new ObjectKey(
                    shared.get(0).origin().workspaceId(),
                    shared.get(0).resource().id());
            warehouse = new SharedWarehouse(facts, targets, statementTargets, provider, policy, key, shared);
        }
        planned.forEach(this::write);
    }

    /** Other resources go start by start; a record that a price change cuts leaves later parts waiting for their turn. */
    private void stream(int[] rows, int from, int to, List<Assignment> assignments) {
        PriorityQueue<Planned> waiting = new PriorityQueue<>(
                (left, right) -> ChargeOrder.WITHIN_RESOURCE.compare(left.charge(), right.charge()));
        List<Planned> together = new ArrayList<>();
        int at = from;
        while (at < to) {
            long start = facts.usage().start(rows[at]);
            boolean cut = false;
            while (at < to && facts.usage().start(rows[at]) == start) {
                Assignment assignment = assignments.get(facts.usage().origin(rows[at]));
                List<Charge> parts = charges.charges(rows[at], assignment.resource());
                cut |= parts.size() > 1;
                plan(parts, assignment, together);
                at++;
            }
            if (cut || !waiting.isEmpty()) {
                waiting.addAll(together);
                long next = at < to ? facts.usage().start(rows[at]) : Long.MAX_VALUE;
                while (!waiting.isEmpty() && waiting.peek().charge().span().startMicros() < next) {
                    write(waiting.poll());
                }
            } else {
                // Nearly always: rows are in order already.
                together.forEach(this::write);
            }
            together.clear();
        }
        while (!waiting.isEmpty()) {
            write(waiting.poll());
        }
    }

    /** @param parts of one record, in order */
    private static void plan(List<Charge> parts, Assignment assignment, List<Planned> planned) {
        for (int i = 0; i < parts.size(); i++) {
            boolean isFirst = true;
            for (int earlier = 0; earlier < i; earlier++) {
                isFirst &= !parts.get(earlier).currency().equals(parts.get(i).currency());
            }
            planned.add(new Planned(parts.get(i), assignment, isFirst));
        }
    }

    private void write(Planned planned) {
        Charge charge = planned.charge();
        Assignment assignment = planned.assignment();
        ledger.begin(charge, planned.isFirst());
        if (charge.isPriced()) {
            writePriced(charge, assignment);
        } else {
            boolean named = assignment.path() == Path.DIRECT || assignment.path() == Path.JOB_RUN;
            ledger.whole(
                    Category.UNPRICED,
                    null,
                    named ? assignment.executionType() : null,
                    named ? assignment.executionId() : null,
                    targets.ofNamed(charge, named ? assignment.executionType() : null),
                    AmountBasis.NONE);
        }
        ledger.end();
    }

    private void writePriced(Charge charge, Assignment assignment) {
        switch (assignment.path()) {
            case DIRECT ->
                ledger.whole(
                        Category.DIRECT,
                        null,
                        assignment.executionType(),
                        assignment.executionId(),
                        targets.ofNamed(charge, assignment.executionType()),
                        AmountBasis.BILLED_ID);
            case JOB_RUN -> jobRuns.write(charge, assignment.executionId(), ledger);
            case WAREHOUSE -> warehouse.write(charge, ledger);
            case CLUSTER -> clusterOf(charge).write(charge, ledger);
            case OVERHEAD -> ledger.whole(Category.OVERHEAD, null, null, null, ofRecord(charge), AmountBasis.NONE);
            case UNATTRIBUTED ->
                ledger.whole(
                        Category.UNATTRIBUTED,
                        assignment.reason().name(),
                        null,
                        null,
                        ofRecord(charge),
                        AmountBasis.NONE);
        }
    }

    private Target ofRecord(Charge charge) {
        return targets.ofRecord(charge, charge.origin().principal());
    }

    private SharedCluster clusterOf(Charge charge) {
        if (cluster == null) {
            cluster = new SharedCluster(
                    facts,
                    targets,
                    policy,
                    new ObjectKey(
                            charge.origin().workspaceId(), charge.resource().id()));
        }
        return cluster;
    }
}
