package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.sample.Warehouse.Profile;
import java.util.Arrays;

/**
 * When the statements of one warehouse and day arrive. People and schedulers work in sessions of some minutes, spread
 * over the hours of the profile; a part of the traffic comes all at once when a session begins, because schedules fire
 * together. So warehouses stop in between, and scale out for a while.
 */
final class Arrivals {
    private static final int STATEMENTS_PER_SESSION = 50;
    private static final int MOST_SESSIONS = 45;
    private static final int SHORTEST_MINUTES = 5;
    private static final int LONGEST_MINUTES = 25;
    private static final double IN_BURSTS = 0.2;
    private static final int BURSTS_A_DAY = 3;
    private static final int BURST = (int) (10 * Window.SECOND);

    private Arrivals() {}

    /**
     * @param midnight of the day, milliseconds since 1970
     * @return sorted, all on the day
     */
    static long[] ofDay(Rng rng, Profile profile, long midnight, int count) {
        int sessions = Math.max(1, Math.min(MOST_SESSIONS, count / STATEMENTS_PER_SESSION));
        long[] starts = new long[sessions];
        int[] lengths = new int[sessions];
        for (int i = 0; i < sessions; i++) {
            lengths[i] = (int) (rng.between(SHORTEST_MINUTES, LONGEST_MINUTES) * Window.MINUTE);
            long start = hour(rng, profile) * Window.HOUR + rng.below(60) * Window.MINUTE;
            starts[i] = midnight + Math.min(start, Window.DAY - lengths[i]);
        }
        long[] arrivals = new long[count];
        for (int i = 0; i < count; i++) {
            if (rng.chance(IN_BURSTS)) {
                arrivals[i] = starts[rng.below(Math.min(sessions, BURSTS_A_DAY))] + rng.below(BURST);
            } else {
                int session = rng.below(sessions);
                arrivals[i] = starts[session] + rng.below(lengths[session]);
            }
        }
        Arrays.sort(arrivals);
        return arrivals;
    }

    private static int hour(Rng rng, Profile profile) {
        int all = 0;
        for (int hour = 0; hour < 24; hour++) {
            all += profile.hourWeight(hour);
        }
        int drawn = rng.below(all);
        int hour = 0;
        while (drawn >= profile.hourWeight(hour)) {
            drawn -= profile.hourWeight(hour);
            hour++;
        }
        return hour;
    }
}
