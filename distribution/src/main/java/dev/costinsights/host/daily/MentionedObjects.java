package dev.costinsights.host.daily;

import dev.costinsights.host.store.Notes;
import dev.costinsights.host.store.Versions;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Which objects and recorded runs the rows of a day mention. Files of rows matter for several days, so what each of them
 * mentions is looked up once. One thread.
 */
final class MentionedObjects {

    private final IdTable ids;
    private final boolean hasRuns;
    private final Map<Notes.Day, int[]> byRows = new HashMap<>();

    /**
     * @param files of all objects that there are
     * @param hasRuns whether runs are among them
     */
    MentionedObjects(List<Versions> files, boolean hasRuns) {
        this.hasRuns = hasRuns;
        ids = new IdTable(files.stream().mapToInt(Versions::size).sum());
        for (Versions file : files) {
            for (int i = 0; i < file.size(); i++) {
                if (file.token(i) != 0) {
                    ids.add(file.token(i));
                }
            }
        }
    }

    /** The number of an object's id; {@link IdTable#NONE} for none. */
    int number(long token) {
        return token == 0 ? IdTable.NONE : ids.find(token);
    }

    /** Numbers of the ids that rows mention. */
    BitSet of(List<Notes.Day> rows) {
        BitSet mentioned = new BitSet(ids.size());
        for (Notes.Day some : rows) {
            for (int id : byRows.computeIfAbsent(some, this::numbers)) {
                mentioned.set(id);
            }
        }
        return mentioned;
    }

    private int[] numbers(Notes.Day rows) {
        return LongStream.concat(
                        LongStream.of(rows.tokens()), hasRuns ? LongStream.of(rows.runs()) : LongStream.empty())
                .mapToInt(ids::find)
                .filter(id -> id != IdTable.NONE)
                .toArray();
    }
}
