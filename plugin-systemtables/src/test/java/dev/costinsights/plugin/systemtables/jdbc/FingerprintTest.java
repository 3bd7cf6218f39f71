package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    @Test
    void hashes_are_summed_up_without_end() {
        Random random = new Random(7);
        Fingerprint fingerprint = new Fingerprint("form");
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < 10_000; i++) {
            BigInteger hash = i % 100 == 0 ? BigInteger.valueOf(i - 5_000L) : new BigInteger(64, random);
            hash = i < 4_000 ? hash.negate() : hash;
            fingerprint.add(hash.toString());
            sum = sum.add(hash);
            assertEquals(Fingerprint.text("form", String.valueOf(i + 1), sum.toString()), fingerprint.text());
        }
    }
}
