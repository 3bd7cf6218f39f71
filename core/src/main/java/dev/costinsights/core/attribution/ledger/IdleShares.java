package dev.costinsights.core.attribution.ledger;

import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.attribution.split.Split;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Lays the idle cost of a charge on somebody, in a column of its own: a second split over the IDLE rows only, which leaves
 * every amount of the ledger as it was (method, section 10).
 */
final class IdleShares {

    private final List<LedgerRow> rows;
    private final Int128[] laid;
    private final List<LedgerRow> added = new ArrayList<>(0);
    private final List<Int128> addedShares = new ArrayList<>(0);
    private final Map<Execution, Integer> rowOf = new HashMap<>();

    private record Execution(ExecutionType type, String id) {}

    private IdleShares(List<LedgerRow> rows) {
        this.rows = rows;
        this.laid = new Int128[rows.size()];
        Arrays.fill(laid, Int128.ZERO);
    }

    /**
     * @param parts beside each IDLE row its part; null beside the others
     * @return the rows with their idle cost, and rows for causers that had none, in ledger order
     */
    static List<LedgerRow> lay(IdlePolicy policy, List<LedgerRow> rows, List<IdlePart> parts) {
        IdleShares shares = new IdleShares(rows);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).category() != Category.IDLE) {
                continue;
            }
            switch (policy) {
                case SHOW -> {}
                case WEIGHTED -> shares.weighted(i);
                case EVEN -> shares.even(i);
                case OWNER -> shares.lay(i, rows.get(i).listCost());
                case CAUSER -> shares.causers(i, parts.get(i));
            }
        }
        return shares.result();
    }

    private void weighted(int idleRow) {
        spread(idleRow, row -> row.listCost().toBigInteger().abs());
    }

    private void even(int idleRow) {
        spread(idleRow, row -> BigInteger.ONE);
    }

    /** Over the ALLOCATED rows by weight; what nobody can take stays where it is. */
    private void spread(int idleRow, Function<LedgerRow, BigInteger> weight) {
        BigInteger[] weights = new BigInteger[rows.size()];
        BigInteger total = BigInteger.ZERO;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = rows.get(i).category() == Category.ALLOCATED ? weight.apply(rows.get(i)) : BigInteger.ZERO;
            total = total.add(weights[i]);
        }
        Int128 cost = rows.get(idleRow).listCost();
        if (total.signum() == 0) {
            lay(idleRow, cost);
            return;
        }
        Split split = Split.of(cost, total);
        for (int i = 0; i < weights.length; i++) {
            lay(i, split.next(weights[i]));
        }
    }

    private void causers(int idleRow, IdlePart part) {
        LedgerRow idle = rows.get(idleRow);
        BigInteger blamed = BigInteger.ZERO;
        for (IdlePart.Causer causer : part.causers()) {
            blamed = blamed.add(causer.weight());
        }
        if (blamed.signum() == 0) {
            lay(idleRow, idle.listCost());
            return;
        }
        Split split = Split.of(idle.listCost(), part.weight());
        for (IdlePart.Causer causer : part.causers()) {
            layOn(causer, idle, split.next(causer.weight()));
        }
        lay(idleRow, split.next(part.weight().subtract(blamed)));
    }

    private void layOn(IdlePart.Causer causer, LedgerRow idle, Int128 share) {
        if (rowOf.isEmpty()) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).executionId() != null) {
                    rowOf.put(
                            new Execution(
                                    rows.get(i).executionType(), rows.get(i).executionId()),
                            i);
                }
            }
        }
        Execution execution = new Execution(causer.type(), causer.id());
        Integer known = rowOf.get(execution);
        if (known == null) {
            // It ran in another cell, and gets a row here for the idle cost alone.
            rowOf.put(execution, rows.size() + added.size());
            added.add(new LedgerRow(
                    idle.charge(),
                    Category.ALLOCATED,
                    null,
                    causer.type(),
                    causer.id(),
                    causer.target().context(),
                    causer.target().identity(),
                    AmountBasis.ALLOCATED_TIME,
                    Int128.ZERO,
                    Int128.ZERO,
                    Int128.ZERO,
                    Int128.ZERO,
                    Set.of()));
            addedShares.add(share);
        } else if (known < rows.size()) {
            lay(known, share);
        } else {
            int place = known - rows.size();
            addedShares.set(place, addedShares.get(place).plus(share));
        }
    }

    private void lay(int row, Int128 share) {
        laid[row] = laid[row].plus(share);
    }

    private List<LedgerRow> result() {
        List<LedgerRow> result = new ArrayList<>(rows.size() + added.size());
        int row = 0;
        while (row < rows.size() && rows.get(row).category().compareTo(Category.ALLOCATED) <= 0) {
            result.add(with(rows.get(row), laid[row]));
            row++;
        }
        for (int i = 0; i < added.size(); i++) {
            result.add(with(added.get(i), addedShares.get(i)));
        }
        while (row < rows.size()) {
            result.add(with(rows.get(row), laid[row]));
            row++;
        }
        return result;
    }

    private static LedgerRow with(LedgerRow row, Int128 idleCost) {
        return new LedgerRow(
                row.charge(),
                row.category(),
                row.detail(),
                row.executionType(),
                row.executionId(),
                row.context(),
                row.identity(),
                row.amountBasis(),
                row.quantity(),
                row.listCost(),
                row.effectiveCost(),
                idleCost,
                row.flags());
    }
}
