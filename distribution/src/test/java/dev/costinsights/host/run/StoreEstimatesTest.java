package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;

class StoreEstimatesTest {

    @Test
    void only_who_has_a_damaged_database_is_told_to_remove_it() {
        assertTrue(advice(ErrorCode.FILE_CORRUPTED_1).contains("remove databases/estimates.mv.db"));
        assertFalse(advice(ErrorCode.EXCEPTION_OPENING_PORT_2).contains("remove"));
        assertFalse(advice(0).contains("remove"));
    }

    private static String advice(int code) {
        return StoreEstimates.failed(new SQLException("it failed", "HY000", code))
                .getMessage();
    }
}
