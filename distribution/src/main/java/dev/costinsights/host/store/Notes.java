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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is noted about the rows of a file of facts, so that nobody has to read them again to know which days a change can
 * touch. They stand beside it, in a file that follows from the rows alone.
 *
 * @param days of a bill or of events: what there is about each day
 * @param beginnings of events: what there is about the rows that start within {@link #BEGINNING} of a day's start, for days
 *     that have such
 * @param versions of objects: one for each row
 */
public record Notes(List<Day> days, List<Day> beginnings, List<Version> versions) {

    /** How much of a day belongs to its beginning. */
    public static final Duration BEGINNING = Duration.ofHours(6);

    private static final int FORM = 2;
    /** Without beginnings. */
    private static final int FIRST_FORM = 1;

    public Notes {
        days = List.copyOf(days);
        beginnings = List.copyOf(beginnings);
        versions = List.copyOf(versions);
    }

    /** The beginning of a day, if there is anything about it. */
    public Optional<Day> beginning(long day) {
        return beginnings.stream().filter(beginning -> beginning.day == day).findFirst();
    }

    /**
     * The rows that start on one day, or in its beginning.
     *
     * @param day since 1970, UTC
     * @param digest of the rows, the same for the same set of rows
     * @param firstEnd earliest end of a row, microseconds
     * @param lastEnd latest end of a row
     * @param tokens ids that the rows mention, see {@link Tokens}; sorted
     * @param runs those of them that are runs and updates, of which a row is a slice; sorted
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Day(long day, String digest, long rows, long firstEnd, long lastEnd, int[] tokens, int[] runs) {

        /** Whether a row mentions an id with this token. */
        public boolean mentions(int token) {
            return Arrays.binarySearch(tokens, token) >= 0;
        }

        /** Whether both have slices of one run. */
        public boolean sharesRun(Day other) {
            int ours = 0;
            int theirs = 0;
            while (ours < runs.length && theirs < other.runs.length) {
                int order = Integer.compare(runs[ours], other.runs[theirs]);
                if (order == 0) {
                    return true;
                }
                ours += order < 0 ? 1 : 0;
                theirs += order > 0 ? 1 : 0;
            }
            return false;
        }
    }

    /**
     * A row of a table of objects.
     *
     * @param token of the object's id
     * @param change microseconds
     */
    public record Version(int token, long change, String digest) {}

    void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(FORM);
            write(days, out);
            write(beginnings, out);
            out.writeInt(versions.size());
            for (Version version : versions) {
                out.writeInt(version.token);
                out.writeLong(version.change);
                out.writeUTF(version.digest);
            }
        }
    }

    static Notes read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int form = in.readInt();
            if (form != FORM && form != FIRST_FORM) {
                throw new IOException(file + " is of an unknown form");
            }
            List<Day> days = days(in);
            // Where no beginnings were noted, any row may be in one.
            List<Day> beginnings = form == FORM ? days(in) : days;
            List<Version> versions = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                versions.add(new Version(in.readInt(), in.readLong(), in.readUTF()));
            }
            return new Notes(days, beginnings, versions);
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
            write(day.tokens, out);
            write(day.runs, out);
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
            days.add(new Day(day, digest, rows, firstEnd, lastEnd, tokens(in), tokens(in)));
        }
        return days;
    }

    private static void write(int[] tokens, DataOutputStream out) throws IOException {
        out.writeInt(tokens.length);
        for (int token : tokens) {
            out.writeInt(token);
        }
    }

    private static int[] tokens(DataInputStream in) throws IOException {
        int[] tokens = new int[in.readInt()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = in.readInt();
        }
        return tokens;
    }
}
