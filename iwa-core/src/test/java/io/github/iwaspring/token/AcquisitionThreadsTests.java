package io.github.iwaspring.token;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AcquisitionThreads}.
 */
class AcquisitionThreadsTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 100 })
	void callbacksMayWaitForOneAnother(int callers) throws Exception {
		ExecutorService callbacks = AcquisitionThreads.forCallbacks(AcquisitionThreads.Factories.DAEMONS);
		CountDownLatch allAreThere = new CountDownLatch(callers);
		CountDownLatch allHaveMet = new CountDownLatch(callers);
		for (int i = 0; i < callers; i++) {
			callbacks.execute(() -> {
				allAreThere.countDown();
				try {
					allAreThere.await();
					allHaveMet.countDown();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
		}
		assertThat(allHaveMet.await(30, TimeUnit.SECONDS)).isTrue();
		callbacks.shutdownNow();
		assertThat(callbacks.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
	}

}
