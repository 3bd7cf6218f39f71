package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.ledger.Amounts;
import dev.costinsights.core.attribution.ledger.LedgerWriter;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What the participants of a charge have taken so far, segment by segment. */
final class SweepShares {

    private final List<Participant> participants;
    private final Amounts[] shares;
    private final long[] firstActive;

    SweepShares(List<Participant> participants) {
        this.participants = participants;
        this.shares = new Amounts[participants.size()];
        this.firstActive = new long[participants.size()];
    }

    /** Divides a segment's amounts equally among those who are active in it. */
    void divide(SweepLine.Segment segment, Amounts amounts) {
        Amounts.Splitter equally = amounts.split(segment.active().length);
        for (int participant : segment.active()) {
            Amounts share = equally.next(1);
            if (shares[participant] == null) {
                firstActive[participant] = segment.start();
                shares[participant] = share;
            } else {
                shares[participant] = shares[participant].plus(share);
            }
        }
    }

    /** One row for each participant with a share, in the order of first activity, then id. */
    void write(Charge charge, Category category, LedgerWriter ledger) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != null) {
                order.add(i);
            }
        }
        // The sort is stable, and participants are by id already.
        order.sort(Comparator.comparingLong(i -> firstActive[i]));
        for (int i : order) {
            Participant participant = participants.get(i);
            ledger.row(
                    category,
                    null,
                    participant.type(),
                    participant.id(),
                    participant.target().apply(charge),
                    AmountBasis.ALLOCATED_TIME,
                    shares[i],
                    Set.of());
        }
    }
}
