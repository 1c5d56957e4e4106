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
