package io.github.iwaspring.prompt;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Browsers that open no window.
 */
public final class TestBrowser {

	private TestBrowser() {
	}

	/**
	 * A browser on a Windows desktop.
	 * @param pages what to do with a page
	 */
	public static SystemBrowser that(Consumer<URI> pages) {
		return new SystemBrowser("Windows 11", Map.of(),
				(command) -> pages.accept(URI.create(command.get(command.size() - 1))));
	}

	public static SystemBrowser headless() {
		return new SystemBrowser("Linux", Map.of(), (command) -> {
			throw new AssertionError("no page should be opened");
		});
	}

}
