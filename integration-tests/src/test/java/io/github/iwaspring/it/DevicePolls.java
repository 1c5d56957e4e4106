package io.github.iwaspring.it;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors that a directory returns while a client polls for the approval of a device code.
 */
final class DevicePolls {

	private static final Pattern ERROR = Pattern.compile("\"error\":\"([a-z_]+)\"");

	private final Map<String, CountDownLatch> errors = new ConcurrentHashMap<>();

	private DevicePolls() {
	}

	static DevicePolls of(EmbeddedDirectory directory) {
		DevicePolls polls = new DevicePolls();
		directory.on(Hop.TOKEN).rewrite((body) -> {
			Matcher error = ERROR.matcher(body);
			if (error.find()) {
				polls.seen(error.group(1)).countDown();
			}
			return body;
		});
		return polls;
	}

	/**
	 * Waits until the directory has returned an error.
	 */
	void await(String error) throws InterruptedException {
		assertThat(seen(error).await(30, TimeUnit.SECONDS)).as(error).isTrue();
	}

	private CountDownLatch seen(String error) {
		return this.errors.computeIfAbsent(error, (absent) -> new CountDownLatch(1));
	}

}
