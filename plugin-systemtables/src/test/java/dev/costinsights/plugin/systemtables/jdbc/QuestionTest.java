package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.Finding.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {

    @Test
    void an_answer_that_cannot_be_understood_is_shown_and_breaks_nothing_off() {
        Question question = new Question("probe.x", List.of(), "", answer -> {
            long[] found = Question.numbers(answer);
            return Answer.fine(found[0] + " of " + found[1]);
        });
        assertEquals("3 of 7", question.understand("3 7").detail());
        for (String odd : List.of("", "3", "3 seven", "NULL NULL")) {
            Answer answer = question.understand(odd);
            assertEquals(Status.WARN, answer.status());
            assertTrue(answer.detail().contains("the answer was '" + odd + "'"), answer.detail());
            assertEquals("report it", answer.fix());
        }
    }

    @Test
    void no_question_fails_on_a_text_without_counts() {
        Question.ALL.stream().flatMap(List::stream).forEach(question -> {
            question.understand("");
            question.understand("x");
            question.understand("1");
        });
    }
}
