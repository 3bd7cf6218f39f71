package dev.costinsights.workspace.company;

import java.util.List;
import java.util.UUID;

/**
 * A stream of random numbers (SplitMix64), keyed by a seed and the thing it is for. Streams with different keys are
 * independent, so what one object draws never moves another one's numbers. StrictMath, because samples must be equal on
 * every machine.
 */
public final class Rng {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private long state;

    private Rng(long state) {
        this.state = state;
    }

    /** The stream of this seed for these keys. */
    public static Rng of(long seed, String purpose, long... keys) {
        long h = mix(seed + GOLDEN) ^ mix(purpose.hashCode() * GOLDEN);
        for (long key : keys) {
            h = mix(h * 31 + key + GOLDEN);
        }
        return new Rng(h);
    }

    /** Spreads the bits of a number; a bijection. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, bound). */
    public int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /** Uniform in [0, bound), for bounds beyond an int; the bias of the modulus does not matter here. */
    public long below(long bound) {
        return (next() >>> 1) % bound;
    }

    /** Uniform in [from, to]. */
    public int between(int from, int to) {
        return from + below(to - from + 1);
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform in [0, 1). */
    public double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Standard normal (Box-Muller, one of the pair). */
    public double normal() {
        double u = 1.0 - unit();
        return StrictMath.sqrt(-2.0 * StrictMath.log(u)) * StrictMath.cos(2.0 * StrictMath.PI * unit());
    }

    /** Log-normal with this median; the mean is {@code median * exp(sigma^2 / 2)}. */
    public double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    public <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }

    /** A random (version 4) UUID, lower case. */
    public String uuid() {
        long high = (next() & ~0xF000L) | 0x4000L;
        long low = (next() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** The id of a statement or a pipeline update: a UUID that begins 01f0 or so, as Databricks' time-based ids do. */
    public String statementId() {
        long high = 0x01F0_0000_0000_1000L | ((next() & 0xFFFFFFFFL) << 16) | (next() & 0xFFFL);
        long low = (next() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** Lower-case hexadecimal digits. */
    public String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(below(16), 16));
        }
        return text.toString();
    }
}
