package dev.costinsights.workspace.server.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Compute that is on from its first use until it was idle for a while, and is billed by the hour as long. Called under the
 * agenda's lock.
 */
public final class UptimeMeter {
    private final Agenda agenda;
    private final Duration idle;
    private final BiConsumer<Instant, Instant> bill;
    private final Consumer<Instant> stopped;
    private Instant billedUntil;
    private Instant lastUse;
    private int generation;

    /**
     * @param idle zero for never
     * @param bill takes what is to be billed, at most an hour at a time
     * @param stopped hears when it went off
     */
    public UptimeMeter(Agenda agenda, Duration idle, BiConsumer<Instant, Instant> bill, Consumer<Instant> stopped) {
        this.agenda = agenda;
        this.idle = idle;
        this.bill = bill;
        this.stopped = stopped;
    }

    public boolean on() {
        return billedUntil != null;
    }

    public void start(Instant at) {
        billedUntil = at;
        lastUse = at;
        generation++;
        nextHour(generation);
        nextCheck(generation);
    }

    /** It is in use until then. */
    public void use(Instant until) {
        lastUse = until.isAfter(lastUse) ? until : lastUse;
    }

    public void stop(Instant at) {
        if (on()) {
            if (at.isAfter(billedUntil)) {
                bill.accept(billedUntil, at);
            }
            billedUntil = null;
            generation++;
            stopped.accept(at);
        }
    }

    private void nextHour(int of) {
        Instant hour = billedUntil.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        agenda.at(hour, () -> {
            if (of == generation) {
                bill.accept(billedUntil, hour);
                billedUntil = hour;
                nextHour(of);
            }
        });
    }

    private void nextCheck(int of) {
        if (idle.isZero()) {
            return;
        }
        Instant due = lastUse.plus(idle);
        agenda.at(due, () -> {
            if (of != generation) {
                return;
            }
            if (lastUse.plus(idle).isAfter(due)) {
                nextCheck(of);
            } else {
                stop(due);
            }
        });
    }
}
