package dev.costinsights.core.model;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** Flags that never change, in the order of the enum. There is one instance of each set, so that a row costs none. */
final class FlagSet extends AbstractSet<Flag> {

    private static final FlagSet NONE = new FlagSet(0);

    private static final ConcurrentMap<Integer, FlagSet> KNOWN = new ConcurrentHashMap<>();

    private final int bits;
    private final List<Flag> flags;

    private FlagSet(int bits) {
        this.bits = bits;
        this.flags = Stream.of(Flag.values()).filter(this::contains).toList();
    }

    /** The same flags, which nobody can change. */
    static Set<Flag> of(Set<Flag> flags) {
        if (flags instanceof FlagSet) {
            return flags;
        }
        if (flags.isEmpty()) {
            return NONE;
        }
        int bits = 0;
        for (Flag flag : flags) {
            bits |= 1 << flag.ordinal();
        }
        return KNOWN.computeIfAbsent(bits, FlagSet::new);
    }

    @Override
    public boolean contains(Object flag) {
        return flag instanceof Flag known && (bits & (1 << known.ordinal())) != 0;
    }

    @Override
    public int size() {
        return flags.size();
    }

    @Override
    public Iterator<Flag> iterator() {
        return flags.iterator();
    }
}
