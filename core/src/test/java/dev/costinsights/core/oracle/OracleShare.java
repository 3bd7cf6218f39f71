package dev.costinsights.core.oracle;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Flag;
import java.util.Set;

/**
 * What one row gets of a charge, exactly.
 *
 * @param part of the charge, from 0 to 1
 * @param splits on the way from the charge to this row; each may round by less than a unit
 */
record OracleShare(
        Category category,
        String detail,
        ExecutionType type,
        String executionId,
        AmountBasis basis,
        Fraction part,
        int splits,
        Set<Flag> flags) {

    /** All of the charge for one execution or for nobody. */
    static OracleShare whole(Category category, Enum<?> detail, ExecutionType type, String id, AmountBasis basis) {
        String name = detail == null ? null : detail.name();
        return new OracleShare(category, name, type, id, basis, Fraction.ONE, 0, Set.of());
    }

    static OracleShare idle(Enum<?> kind, Fraction part, int splits, Set<Flag> flags) {
        return new OracleShare(Category.IDLE, kind.name(), null, null, AmountBasis.NONE, part, splits, flags);
    }

    static OracleShare allocated(
            ExecutionType type, String id, AmountBasis basis, Fraction part, int splits, Set<Flag> flags) {
        return new OracleShare(Category.ALLOCATED, null, type, id, basis, part, splits, flags);
    }
}
