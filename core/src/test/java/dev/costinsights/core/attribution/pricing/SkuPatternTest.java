package dev.costinsights.core.attribution.pricing;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SkuPatternTest {

    @Test
    void aStarStandsForAnyCharactersAndForNone() {
        assertTrue(SkuPattern.matches("*", ""));
        assertTrue(SkuPattern.matches("*", "PREMIUM_SQL"));
        assertTrue(SkuPattern.matches("PREMIUM_*_SQL", "PREMIUM_SERVERLESS_SQL"));
        assertTrue(SkuPattern.matches("PREMIUM*SQL*", "PREMIUMSQL"));
        assertFalse(SkuPattern.matches("PREMIUM_*", "ENTERPRISE_PREMIUM_"));
        assertFalse(SkuPattern.matches("*_SQL", "PREMIUM_SQL_PRO"));
    }

    @Test
    void allElseStandsForItself() {
        assertTrue(SkuPattern.matches("A.B(C)+", "A.B(C)+"));
        assertFalse(SkuPattern.matches("A.B", "AxB"));
        assertFalse(SkuPattern.matches("sql", "SQL"));
        assertFalse(SkuPattern.matches("", "SQL"));
    }

    @Test
    void everyPatternMatchesWhatTheRegularExpressionMatches() {
        forAll(100_000, random -> {
            String pattern = text(random, "ab*");
            String name = text(random, "ab");
            assertEquals(name.matches(pattern.replace("*", ".*")), SkuPattern.matches(pattern, name), pattern + name);
        });
    }

    @Test
    void aPatternOfManyStarsTakesNoTime() {
        String pattern = "*a".repeat(200) + "b";
        assertFalse(SkuPattern.matches(pattern, "a".repeat(10_000)));
    }

    private static String text(SplittableRandom random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
