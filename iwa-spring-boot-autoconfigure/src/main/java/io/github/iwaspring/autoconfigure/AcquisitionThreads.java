package io.github.iwaspring.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of the token service: bounded, daemons, and gone when there is nothing to
 * do. No beans, so that nobody is injected with them by accident.
 */
final class AcquisitionThreads {

	/**
	 * More than there are tokens in common applications, because the JDK's Kerberos waits
	 * for a silent domain controller without listening to interrupts.
	 */
	private static final int ACQUISITIONS = 16;

	private static final int CALLBACKS = 4;

	private static final int WAITING = 1000;

	private static final int IDLE_SECONDS = 10;

	private AcquisitionThreads() {
	}

	/**
	 * Creates the threads that acquire tokens.
	 * @param virtual whether they are to be virtual ones
	 */
	static ExecutorService forAcquisitions(boolean virtual) {
		return create(ACQUISITIONS, new LinkedBlockingQueue<>(WAITING), factory("iwa-token-", virtual));
	}

	/**
	 * Creates the threads that complete the callers' futures.
	 * @param virtual whether they are to be virtual ones
	 */
	static ExecutorService forCallbacks(boolean virtual) {
		return create(CALLBACKS, new LinkedBlockingQueue<>(), factory("iwa-callback-", virtual));
	}

	private static ExecutorService create(int size, LinkedBlockingQueue<Runnable> queue, ThreadFactory factory) {
		ThreadPoolExecutor threads = new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, queue, factory);
		threads.allowCoreThreadTimeOut(true);
		return threads;
	}

	/**
	 * A caller may come from a pool of the JDK, whose class loader knows no class of the
	 * application: the threads get the one that this library was loaded by.
	 */
	private static ThreadFactory factory(String prefix, boolean virtual) {
		ThreadFactory factory = virtual ? new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory()
				: daemons(prefix);
		return (task) -> {
			Thread thread = factory.newThread(task);
			thread.setContextClassLoader(AcquisitionThreads.class.getClassLoader());
			return thread;
		};
	}

	private static ThreadFactory daemons(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

}
