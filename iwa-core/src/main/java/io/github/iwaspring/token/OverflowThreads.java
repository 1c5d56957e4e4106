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
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

import org.jspecify.annotations.Nullable;

/**
 * Runs tasks for which no thread of a bounded pool is free, because it is full of tasks
 * that block or because it was closed. A task never waits for another one's end.
 * <p>
 * There is one thread for each task that blocks: with fewer, a task would have to wait
 * for one that may never end. Tasks that do not block share a few threads, because only
 * one thread is being started at a time. A thread ends when no task is left.
 */
final class OverflowThreads implements Executor {

	private final ThreadFactory factory;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private boolean isStarting;

	/**
	 * Creates an instance without threads.
	 * @param factory makes the threads
	 */
	OverflowThreads(ThreadFactory factory) {
		this.factory = factory;
	}

	/**
	 * Runs a task soon. Never blocks.
	 * @throws OutOfMemoryError if no thread can be made; the task is then not run
	 */
	@Override
	public synchronized void execute(Runnable task) {
		if (!this.isStarting) {
			start();
		}
		this.tasks.add(task);
	}

	private void start() {
		this.factory.newThread(this::run).start();
		this.isStarting = true;
	}

	private void run() {
		started();
		for (Runnable task = next(); task != null; task = next()) {
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
		if (!this.tasks.isEmpty() && !this.isStarting) {
			try {
				start();
			}
			catch (OutOfMemoryError noThread) {
				// the tasks behind wait for this thread, or for another one
			}
		}
		return task;
	}

}
