package dev.costinsights.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.spi.TableSlice;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadDaysTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 10, 3);

    @Test
    void a_day_that_is_missing_leaves_all_later_ones_out() {
        ReadDays days = new ReadDays();
        days.add(day(FIRST));
        days.add(day(FIRST.plusDays(1)));
        days.add(day(FIRST.plusDays(3)));

        assertEquals(Optional.of(FIRST.plusDays(1)), days.through(FIRST.plusDays(9)));
        assertEquals(Optional.of(FIRST), days.through(FIRST));
        assertEquals(Optional.empty(), days.through(FIRST.minusDays(1)));
    }

    @Test
    void a_part_of_a_day_is_no_day() {
        ReadDays days = new ReadDays();
        days.add(day(FIRST));
        days.add(new SliceKey("billing.usage", "", FIRST.plusDays(1), 2));

        assertEquals(Optional.of(FIRST), days.through(FIRST.plusDays(9)));
    }

    @Test
    void what_was_read_at_once_is_read_as_far_as_is_asked() {
        ReadDays days = new ReadDays();
        assertEquals(Optional.empty(), days.through(FIRST));
        days.add(new SliceKey("billing.usage", "", null, TableSlice.WHOLE_DAY));

        assertEquals(Optional.of(FIRST), days.through(FIRST));
    }

    private static SliceKey day(LocalDate day) {
        return new SliceKey("billing.usage", "", day, TableSlice.WHOLE_DAY);
    }
}
