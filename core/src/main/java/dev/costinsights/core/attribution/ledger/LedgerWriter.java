package dev.costinsights.core.attribution.ledger;

import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.attribution.identity.Target;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes the rows of one charge after the other, and asserts after each that they add up to it: the conservation law.
 * A charge whose rows do not ends the run, for a ledger that is wrong is worth less than none.
 */
public final class LedgerWriter {

    private final LedgerSink sink;
    private final IdlePolicy policy;
    private final Reconciliation reconciliation = new Reconciliation();
    private final Tally quantity = new Tally();
    private final Tally effectiveCost = new Tally();
    private final Tally idleCost = new Tally();
    private final Tally[] costs = new Tally[Category.values().length];
    private final List<LedgerRow> held = new ArrayList<>();
    private final List<IdlePart> heldParts = new ArrayList<>();
    private Charge charge;
    private boolean isFirst;
    private long rowsOfCharge;
    private long rows;
    private long records;

    public LedgerWriter(LedgerSink sink, IdlePolicy policy) {
        this.sink = sink;
        this.policy = policy;
        for (int i = 0; i < costs.length; i++) {
            costs[i] = new Tally();
        }
    }

    /** @param isFirstOfCurrency whether no earlier part of its record is in the same currency, or in none like it */
    public void begin(Charge next, boolean isFirstOfCurrency) {
        if (charge != null) {
            throw new IllegalStateException("charge " + charge.usageRecordId() + " is still open");
        }
        charge = next;
        isFirst = isFirstOfCurrency;
        quantity.clear();
        effectiveCost.clear();
        idleCost.clear();
        for (Tally cost : costs) {
            cost.clear();
        }
        rowsOfCharge = 0;
    }

    /** The whole charge in one row. */
    public void whole(
            Category category, String detail, ExecutionType type, String id, Target target, AmountBasis basis) {
        row(category, detail, type, id, target, basis, Amounts.of(charge), Set.of());
    }

    public void row(
            Category category,
            String detail,
            ExecutionType type,
            String id,
            Target target,
            AmountBasis basis,
            Amounts amounts,
            Set<Flag> flags) {
        LedgerRow row = new LedgerRow(
                charge,
                category,
                detail,
                type,
                id,
                target.context(),
                target.identity(),
                basis,
                amounts.quantity(),
                amounts.listCost(),
                amounts.effectiveCost(),
                Int128.ZERO,
                target.identity().isAmbiguous() ? withAmbiguity(flags) : flags);
        if (policy == IdlePolicy.SHOW) {
            put(row);
        } else {
            held.add(row);
            heldParts.add(null);
        }
    }

    /** An IDLE row; the policy decides at the charge's end on whom its cost is laid. */
    public void idle(IdlePart part, Target owner, Amounts amounts, Set<Flag> flags) {
        row(Category.IDLE, part.kind().name(), null, null, owner, AmountBasis.NONE, amounts, flags);
        if (policy != IdlePolicy.SHOW) {
            heldParts.set(heldParts.size() - 1, part);
        }
    }

    public void end() {
        if (policy != IdlePolicy.SHOW) {
            IdleShares.lay(policy, held, heldParts).forEach(this::put);
            held.clear();
            heldParts.clear();
        }
        check("quantity", quantity.equalTo(charge.quantity()), quantity, charge.quantity());
        check("effective cost", effectiveCost.equalTo(charge.effectiveCost()), effectiveCost, charge.effectiveCost());
        Tally list = new Tally();
        for (Tally cost : costs) {
            list.add(cost.value());
        }
        check("list cost", list.equalTo(charge.listCost()), list, charge.listCost());
        if (policy != IdlePolicy.SHOW) {
            Int128 idle = costs[Category.IDLE.ordinal()].value();
            check("idle cost laid", idleCost.equalTo(idle), idleCost, idle);
        }
        reconciliation.add(charge, isFirst, costs, rowsOfCharge);
        records += charge.part() == 0 ? 1 : 0;
        charge = null;
    }

    /** Rows that went to the sink. */
    public long rows() {
        return rows;
    }

    /** Usage records whose charges were written. */
    public long records() {
        return records;
    }

    /** @throws CostInsightsException when a line does not add up */
    public List<ReconciliationRow> reconciliation() {
        List<ReconciliationRow> lines = reconciliation.rows();
        for (ReconciliationRow line : lines) {
            if (!line.difference().isZero()) {
                throw new CostInsightsException(
                        ErrorCode.CONSERVATION, "the ledger does not equal the bill: " + line + "; please report this");
            }
        }
        return lines;
    }

    private static Set<Flag> withAmbiguity(Set<Flag> flags) {
        Set<Flag> more = EnumSet.of(Flag.AMBIGUOUS_IDENTITY);
        more.addAll(flags);
        return more;
    }

    private void put(LedgerRow row) {
        quantity.add(row.quantity());
        costs[row.category().ordinal()].add(row.listCost());
        effectiveCost.add(row.effectiveCost());
        idleCost.add(row.idleCost());
        rowsOfCharge++;
        rows++;
        sink.row(row);
    }

    private void check(String measure, boolean equal, Tally sum, Int128 billed) {
        if (!equal) {
            throw new CostInsightsException(
                    ErrorCode.CONSERVATION,
                    "the rows of usage record " + charge.usageRecordId() + " part " + charge.part() + " add up to "
                            + measure + " " + sum.value() + " and not to " + billed + "; please report this");
        }
    }
}
