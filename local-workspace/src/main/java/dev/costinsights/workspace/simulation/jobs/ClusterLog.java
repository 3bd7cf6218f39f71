package dev.costinsights.workspace.simulation.jobs;

/** Hears what happens to a cluster, in the order in which it does; milliseconds since 1970. */
public interface ClusterLog {
    /** For whoever looks at what became of the work in the end. */
    ClusterLog NONE = new ClusterLog() {
        @Override
        public void up(long now) {}

        @Override
        public void down(long now) {}

        @Override
        public void ended(Work work) {}

        @Override
        public void metered(UsageTruth usage) {}
    };

    /** Its nodes are there, and are billed from now on. */
    void up(long now);

    /** It has ended. */
    void down(long now);

    /** A piece of work is done, or was cancelled. */
    void ended(Work work);

    /** An hour in which it was up is over, or it ended in it. */
    void metered(UsageTruth usage);
}
