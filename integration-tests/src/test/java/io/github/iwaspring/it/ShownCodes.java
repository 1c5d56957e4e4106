package io.github.iwaspring.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.iwaspring.IwaDeviceCode;
import io.github.iwaspring.IwaDeviceCodePrompt;

/**
 * A prompt that records the codes that it showed and those that ended.
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
