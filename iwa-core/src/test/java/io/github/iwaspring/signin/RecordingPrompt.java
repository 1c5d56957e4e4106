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

package io.github.iwaspring.signin;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;

/**
 * A prompt that nobody sees.
 */
final class RecordingPrompt implements IwaDeviceCodePrompt {

	final List<IwaDeviceCode> shown = new CopyOnWriteArrayList<>();

	final List<IwaDeviceCode> ended = new CopyOnWriteArrayList<>();

	final CompletableFuture<IwaDeviceCode> first = new CompletableFuture<>();

	final CompletableFuture<IwaDeviceCode> firstEnded = new CompletableFuture<>();

	volatile RuntimeException failure;

	volatile boolean failsToEnd;

	@Override
	public void show(IwaDeviceCode code) {
		this.shown.add(code);
		this.first.complete(code);
		if (this.failure != null) {
			throw this.failure;
		}
	}

	@Override
	public void ended(IwaDeviceCode code) {
		this.ended.add(code);
		this.firstEnded.complete(code);
		if (this.failsToEnd) {
			throw new IllegalStateException("the window is gone");
		}
	}

}
