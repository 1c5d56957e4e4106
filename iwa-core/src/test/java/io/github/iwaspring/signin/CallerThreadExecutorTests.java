package io.github.iwaspring.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CallerThreadExecutor}.
 */
class CallerThreadExecutorTests {

	private final CallerThreadExecutor executor = new CallerThreadExecutor();

	@Test
	void theWorkWaitsForTheJoinAndThenRunsOnThisThread() {
		List<Thread> threads = new ArrayList<>();
		CompletableFuture<Integer> future = CompletableFuture.supplyAsync(() -> {
			threads.add(Thread.currentThread());
			return 42;
		}, this.executor);
		assertThat(threads).isEmpty();
		assertThat(CallerThreadExecutor.join(future)).isEqualTo(42);
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void workThatHandsOverWorkIsDoneToo() {
		CompletableFuture<Integer> future = CompletableFuture.supplyAsync(() -> 1, this.executor)
			.thenComposeAsync((one) -> CompletableFuture.supplyAsync(() -> one + 1, this.executor), this.executor);
		assertThat(CallerThreadExecutor.join(future)).isEqualTo(2);
	}

	@Test
	void aFailureLeavesNothingForTheNextCall() {
		CompletableFuture<Integer> failing = CompletableFuture.supplyAsync(() -> {
			throw new IllegalStateException("broken");
		}, this.executor);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> CallerThreadExecutor.join(failing));
		assertThat(CallerThreadExecutor.join(CompletableFuture.completedFuture(7))).isEqualTo(7);
	}

}
