package io.github.iwaspring.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;

/**
 * A prompt that remembers which codes it showed, and which it took away again.
 */
final class ShownCodes implements IwaDeviceCodePrompt {

	private final List<IwaDeviceCode> shown = new CopyOnWriteArrayList<>();

	private final List<IwaDeviceCode> ended = new CopyOnWriteArrayList<>();

	@Override
	public void show(IwaDeviceCode code) {
		this.shown.add(code);
	}

	@Override
	public void ended(IwaDeviceCode code) {
		this.ended.add(code);
	}

	List<IwaDeviceCode> shown() {
		return this.shown;
	}

	List<IwaDeviceCode> ended() {
		return this.ended;
	}

}
