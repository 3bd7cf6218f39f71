package dev.costinsights.core.attribution.facts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexSortTest {

    @Test
    void sortsAsTheStableSortOfTheLibraryDoes() {
        SplittableRandom random = new SplittableRandom(42);
        for (int size : new int[] {0, 1, 2, 15, 16, 17, 100, 5000}) {
            for (int spread : new int[] {1, 3, 1_000_000}) {
                int[] keys = random.ints(size, 0, spread).toArray();
                int[] expected = IntStream.range(0, size)
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> keys[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();

                assertArrayEquals(
                        expected, IndexSort.sorted(size, (left, right) -> Integer.compare(keys[left], keys[right])));
            }
        }
    }
}
