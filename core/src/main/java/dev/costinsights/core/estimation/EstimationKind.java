package dev.costinsights.core.estimation;

/** Whose bills an estimate is calibrated by. */
public enum EstimationKind {
    WAREHOUSE,
    JOB,
    PIPELINE
}
