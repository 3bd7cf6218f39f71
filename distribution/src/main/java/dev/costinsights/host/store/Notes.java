package dev.costinsights.host.store;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is noted about the rows of a file of facts, so that nobody has to read them again to know which days a change can
 * touch. They stand beside it, in a file that follows from the rows alone.
 *
 * @param days of a bill or of events: what there is about each day
 * @param beginnings of events: what there is about the rows that start within {@link #BEGINNING} of a day's start, for days
 *     that have such
 * @param versions of objects
 */
public record Notes(List<Day> days, List<Day> beginnings, Versions versions) {

    /** How much of a day belongs to its beginning. */
    public static final Duration BEGINNING = Duration.ofHours(6);

    private static final int FORM = 3;

    public Notes {
        days = List.copyOf(days);
        beginnings = List.copyOf(beginnings);
    }

    /** The beginning of a day, if there is anything about it. */
    public Optional<Day> beginning(long day) {
        return beginnings.stream().filter(beginning -> beginning.day == day).findFirst();
    }

    /**
     * The rows that start on one day, or in its beginning.
     *
     * @param day since 1970, UTC
     * @param digest the same for the same set of rows; only of days of a bill and of beginnings, since a whole day of events
     *     is known by the content of its file
     * @param firstEnd earliest end of a row, microseconds
     * @param lastEnd latest end of a row
     * @param tokens ids that the rows mention, see {@link Tokens}, without those of runs; sorted
     * @param runs ids of runs and updates, of which a row is a slice; sorted
     */
    @SuppressWarnings("ArrayRecordComponent") // one is the same as itself and no other
    public record Day(long day, String digest, long rows, long firstEnd, long lastEnd, long[] tokens, long[] runs) {}

    void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(FORM);
            write(days, out);
            write(beginnings, out);
            versions.write(out);
        }
    }

    static Notes read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int form = in.readInt();
            if (form != FORM) {
                throw new IOException(file + " is of form " + form + " and this program reads form " + FORM
                        + ": the store is of another version, start a new one in an empty --home");
            }
            List<Day> days = days(in);
            List<Day> beginnings = days(in);
            return new Notes(days, beginnings, Versions.read(in));
        }
    }

    private static void write(List<Day> days, DataOutputStream out) throws IOException {
        out.writeInt(days.size());
        for (Day day : days) {
            out.writeLong(day.day);
            out.writeUTF(day.digest);
            out.writeLong(day.rows);
            out.writeLong(day.firstEnd);
            out.writeLong(day.lastEnd);
            Longs.write(day.tokens, out);
            Longs.write(day.runs, out);
        }
    }

    private static List<Day> days(DataInputStream in) throws IOException {
        List<Day> days = new ArrayList<>();
        for (int count = in.readInt(); count > 0; count--) {
            long day = in.readLong();
            String digest = in.readUTF();
            long rows = in.readLong();
            long firstEnd = in.readLong();
            long lastEnd = in.readLong();
            days.add(new Day(day, digest, rows, firstEnd, lastEnd, Longs.read(in), Longs.read(in)));
        }
        return days;
    }
}
