package dev.costinsights.core.attribution.identity;

import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.WorkContext;

/** What is known of an execution besides its own id. */
public record Target(WorkContext context, Identity identity) {}
