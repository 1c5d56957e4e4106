package io.github.iwaspring.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of acquisitions: few, since callers of the same token share one, and gone
 * when there is nothing to do. No bean, so that nobody is injected with them by accident.
 */
final class AcquisitionThreads {

	private static final int THREADS = 4;

	private static final int WAITING = 1000;

	private static final int IDLE_SECONDS = 10;

	private AcquisitionThreads() {
	}

	/**
	 * Creates the threads.
	 * @param virtual whether they are to be virtual ones
	 */
	static ExecutorService create(boolean virtual) {
		ThreadFactory factory = virtual ? new VirtualThreadTaskExecutor("iwa-token-").getVirtualThreadFactory()
				: platformThreads();
		ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(WAITING), factory);
		threads.allowCoreThreadTimeOut(true);
		return threads;
	}

	private static ThreadFactory platformThreads() {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("iwa-token-") {

			@Override
			public Thread createThread(Runnable task) {
				Thread thread = super.createThread(task);
				// a caller may come from a pool of the JDK, which knows no class of the
				// application
				thread.setContextClassLoader(AcquisitionThreads.class.getClassLoader());
				return thread;
			}

		};
		factory.setDaemon(true);
		return factory;
	}

}
