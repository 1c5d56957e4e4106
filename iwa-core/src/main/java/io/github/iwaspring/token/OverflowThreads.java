/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.iwaspring.token;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks for which no thread of a bounded pool is free, because it is full of tasks
 * that block or because it was closed. A task never waits for another one's end, unless
 * the machine gives no thread.
 * <p>
 * There is one thread for each task that blocks: with fewer, a task would have to wait
 * for one that may never end. Tasks that do not block share a few threads, because only
 * one thread is being started at a time. A thread ends when no task is left.
 * <p>
 * While no thread can be made, another attempt follows every 100 ms, and threads that can
 * spare the time may {@linkplain #help() help}. The JVM's only timer thread attempts it,
 * but never runs a task: one that blocks would stop all time-outs of futures.
 */
final class OverflowThreads implements Executor {

	private static final Executor LATER = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS, Runnable::run);

	private final ThreadFactory factory;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private boolean isStarting;

	private boolean isRetrying;

	private boolean isWithoutThread;

	/**
	 * Creates an instance without threads.
	 * @param factory makes the threads
	 */
	OverflowThreads(ThreadFactory factory) {
		this.factory = factory;
	}

	/**
	 * Runs a task soon, or when a thread can be made. Never blocks, and never runs the
	 * task on the calling thread.
	 */
	@Override
	public synchronized void execute(Runnable task) {
		this.tasks.add(task);
		startIfNeeded();
	}

	/**
	 * Runs the tasks on the calling thread while no other thread can be made for them.
	 * The calling thread must not hold a lock that a task may want. Its interrupt flag
	 * stays set, but no task sees it.
	 */
	void help() {
		boolean isInterrupted = false;
		for (Runnable task = nextWithoutThread(); task != null; task = nextWithoutThread()) {
			isInterrupted |= Thread.interrupted();
			task.run();
		}
		if (isInterrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Starts a thread, or makes sure that another attempt follows.
	 */
	private void startIfNeeded() {
		if (this.tasks.isEmpty() || this.isStarting || this.isRetrying) {
			return;
		}
		try {
			this.factory.newThread(this::run).start();
			this.isStarting = true;
			this.isWithoutThread = false;
		}
		catch (OutOfMemoryError noThread) {
			this.isWithoutThread = true;
			retryLater();
		}
	}

	private void retryLater() {
		try {
			LATER.execute(this::retry);
			this.isRetrying = true;
		}
		catch (OutOfMemoryError noTimer) {
			// the next task or helper attempts it
		}
	}

	private synchronized void retry() {
		this.isRetrying = false;
		startIfNeeded();
	}

	private void run() {
		started();
		for (Runnable task = next(); task != null; task = next()) {
			Thread.interrupted(); // meant for the task before
			task.run();
		}
	}

	private synchronized void started() {
		this.isStarting = false;
	}

	/**
	 * Takes a task, and lets another thread take the one behind it.
	 */
	private synchronized @Nullable Runnable next() {
		Runnable task = this.tasks.poll();
		startIfNeeded();
		return task;
	}

	private synchronized @Nullable Runnable nextWithoutThread() {
		return this.isWithoutThread ? next() : null;
	}

}
