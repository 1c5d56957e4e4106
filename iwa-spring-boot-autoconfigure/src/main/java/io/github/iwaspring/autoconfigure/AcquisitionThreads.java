package io.github.iwaspring.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of the token service: daemons, and gone when there is nothing to do. No
 * beans, so that nobody is injected with them by accident.
 */
final class AcquisitionThreads {

	/**
	 * More than there are tokens in common applications, because the JDK's Kerberos waits
	 * for a silent domain controller without listening to interrupts.
	 */
	private static final int ACQUISITIONS = 16;

	private static final int WAITING = 1000;

	private static final int IDLE_SECONDS = 10;

	private AcquisitionThreads() {
	}

	/**
	 * Creates the threads that acquire tokens.
	 * @param virtual whether they are to be virtual ones
	 */
	static ExecutorService forAcquisitions(boolean virtual) {
		ThreadPoolExecutor threads = new ThreadPoolExecutor(ACQUISITIONS, ACQUISITIONS, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(WAITING), factory("iwa-token-", virtual));
		threads.allowCoreThreadTimeOut(true);
		return threads;
	}

	/**
	 * Creates the threads that complete the callers' futures: as many as are busy, since
	 * a dependent of one may wait for another.
	 * @param virtual whether they are to be virtual ones
	 */
	static ExecutorService forCallbacks(boolean virtual) {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				factory("iwa-callback-", virtual));
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
