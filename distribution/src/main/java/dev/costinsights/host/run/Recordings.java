package dev.costinsights.host.run;

import dev.costinsights.host.recording.KeptRecordings;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Where an engine learns what was recorded of executions; what it hears of twice is one.
 *
 * @param journal executions that were handed over
 * @param kept what a store keeps of them
 */
record Recordings(Optional<DataSource> journal, Optional<KeptRecordings> kept) {

    static final Recordings NONE = new Recordings(Optional.empty(), Optional.empty());

    static Recordings of(DataSource journal) {
        return new Recordings(Optional.of(journal), Optional.empty());
    }

    static Recordings of(KeptRecordings kept) {
        return new Recordings(Optional.empty(), Optional.of(kept));
    }
}
