package io.github.iwaspring.signin;

import java.net.http.HttpClient;
import java.time.Duration;

import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.it.DirectoryTrust;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * A wire that trusts a directory.
 */
final class DirectoryWire {

	private DirectoryWire() {
	}

	static HttpSettings to(EmbeddedDirectory directory) throws Exception {
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.sslContext(DirectoryTrust.of(directory))
			.build();
		return new HttpSettings(() -> client, Duration.ofSeconds(30), 1_000_000);
	}

}
