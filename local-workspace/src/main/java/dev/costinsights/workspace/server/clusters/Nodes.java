package dev.costinsights.workspace.server.clusters;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.simulation.jobs.ClusterLog;
import dev.costinsights.workspace.simulation.jobs.ClusterPhysics;
import dev.costinsights.workspace.simulation.jobs.ClusterSpec;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A cluster's physics kept going by the agenda. Guarded by the agenda's lock. */
public final class Nodes {
    /** To whom the cluster belongs. */
    public interface Owner {
        /** Its nodes are there. */
        void up(Instant now);

        /** They have gone. */
        void down(Instant now);

        /** What is to be billed, and who consumed it. */
        void metered(UsageTruth usage);
    }

    private final Agenda agenda;
    private final ClusterPhysics physics;
    private final Map<Work, Consumer<Work>> inside = new HashMap<>();
    private int watched;

    public Nodes(ClusterSpec spec, Rng rng, Agenda agenda, Owner owner) {
        this.agenda = agenda;
        this.physics = new ClusterPhysics(spec, rng, new ClusterLog() {
            @Override
            public void up(long now) {
                owner.up(Instant.ofEpochMilli(now));
            }

            @Override
            public void down(long now) {
                owner.down(Instant.ofEpochMilli(now));
            }

            @Override
            public void ended(Work work) {
                Consumer<Work> heard = inside.remove(work);
                // Not at once: whoever hears of it may bring more work, in the midst of what happens here.
                agenda.at(Instant.ofEpochMilli(work.ended()), () -> heard.accept(work));
            }

            @Override
            public void metered(UsageTruth usage) {
                owner.metered(usage);
            }
        });
    }

    /**
     * Does work, with whatever else it does; starts for it when it is off.
     *
     * @param ended hears when it is done or cancelled
     */
    public void run(Work work, Instant now, Consumer<Work> ended) {
        inside.put(work, ended);
        physics.ask(work, now.toEpochMilli());
        physics.advance(now.toEpochMilli());
        watch();
    }

    public void cancel(Work work, Instant now) {
        physics.cancel(work, now.toEpochMilli());
        watch();
    }

    public void start(Instant now) {
        physics.start(now.toEpochMilli());
        watch();
    }

    public void stop(Instant now) {
        physics.stop(now.toEpochMilli());
        watch();
    }

    public boolean isUp() {
        return physics.isUp();
    }

    public boolean isStarting() {
        return physics.isStarting();
    }

    /** Lets the agenda wake it when something happens by itself. */
    private void watch() {
        int of = ++watched;
        long next = physics.next();
        if (next != ClusterPhysics.NEVER) {
            agenda.at(Instant.ofEpochMilli(next), () -> {
                if (of == watched) {
                    physics.advance(next);
                    watch();
                }
            });
        }
    }
}
