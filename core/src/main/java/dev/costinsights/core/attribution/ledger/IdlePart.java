package dev.costinsights.core.attribution.ledger;

import dev.costinsights.core.attribution.identity.Target;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.IdleKind;
import java.math.BigInteger;
import java.util.List;

/**
 * The idle time of one kind in a cell.
 *
 * @param weight cluster-time, in microseconds times clusters
 * @param causers on whom CAUSER lays it, with their parts of the weight; empty where nobody is to blame
 */
public record IdlePart(IdleKind kind, BigInteger weight, List<Causer> causers) {

    /**
     * An execution for which compute was started, or after which it was left on.
     *
     * @param weight the part of the idle cluster-time that is its doing
     */
    public record Causer(ExecutionType type, String id, Target target, BigInteger weight) {}
}
