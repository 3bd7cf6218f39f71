package dev.costinsights.core.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionContextTest {

    @Test
    void nothingKnownIsEmpty() {
        assertTrue(AttributionContext.EMPTY.isEmpty());
        assertEquals(
                AttributionContext.EMPTY,
                AttributionContext.builder()
                        .opaqueId("")
                        .job(" ")
                        .run(null)
                        .assets(List.of(" "))
                        .build());
        assertFalse(AttributionContext.builder().run("r").build().isEmpty());
    }

    @Test
    void whiteSpaceAroundAValueIsNotPartOfIt() {
        AttributionContext context = AttributionContext.builder()
                .job(" a b\t")
                .assets(List.of("x ", "x", "y"))
                .build();
        assertEquals("a b", context.job());
        assertEquals(List.of("x", "y"), context.assets());
    }

    @Test
    void whatItDoesNotKnowIsTakenFromTheOther() {
        AttributionContext some = AttributionContext.builder()
                .opaqueId("o")
                .job("mine")
                .assets(List.of("a"))
                .build();
        AttributionContext other = AttributionContext.builder()
                .opaqueId("p")
                .orchestrator("airflow")
                .job("other")
                .run("r")
                .assets(List.of("b"))
                .build();
        assertEquals(
                AttributionContext.builder()
                        .opaqueId("o")
                        .orchestrator("airflow")
                        .job("mine")
                        .run("r")
                        .assets(List.of("a"))
                        .build(),
                some.orElse(other));
        assertEquals(other, AttributionContext.EMPTY.orElse(other));
        assertEquals(other, other.orElse(AttributionContext.EMPTY));
    }

    @Test
    void contextsAreEqualWhenAllTheirPartsAre() {
        AttributionContext.Builder builder = AttributionContext.builder().job("j");
        AttributionContext without = builder.build();
        AttributionContext with = builder.run("r").build();
        assertNotEquals(without, with);
        assertNull(without.run());
        assertEquals(with, AttributionContext.builder().run("r").job("j").build());
        assertEquals(
                with.hashCode(),
                AttributionContext.builder().run("r").job("j").build().hashCode());
    }

    @Test
    void aContextDoesNotChangeWithTheListItWasMadeOf() {
        List<String> assets = new ArrayList<>(List.of("a"));
        AttributionContext context = AttributionContext.builder().assets(assets).build();
        assets.add("b");
        assertEquals(List.of("a"), context.assets());
        assertThrows(UnsupportedOperationException.class, () -> context.assets().add("c"));
    }
}
