package dev.costinsights.core.spi;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagView;
import java.util.Optional;

/**
 * Makes an attribution context travel with a carrier, and reads it back; after OpenTelemetry's propagators, inject and
 * extract.
 *
 * @param <C> the carrier: {@code DataSource}, {@code SubmitRun}, a bundle file, ...
 */
public interface TagPropagator<C> {

    /** Unique among the propagators of an engine. */
    String name();

    Class<C> carrier();

    /**
     * The carrier with the context in it: a tagged copy, or a wrapper that tags all that flows through it. A copy takes
     * the scope's context of now; a wrapper asks for it at each call. Never changes a tag that the caller has set, nor,
     * unless the carrier is a client that can only be wrapped in place, the caller's own object. Injecting twice is the
     * same as once; a wrapper that belongs to another scope gives way to one for this.
     */
    C inject(C carrier, AttributionScope scope);

    /**
     * The context that an execution shows, beyond the dialects that the engine reads by itself. Called by the engine
     * while it attributes, once for each distinct view; must depend on nothing but the view.
     */
    Optional<AttributionContext> extract(TagView view);
}
