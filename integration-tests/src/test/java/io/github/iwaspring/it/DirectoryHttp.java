package io.github.iwaspring.it;

import java.net.http.HttpClient;
import java.time.Duration;

import io.github.iwaspring.directory.HttpSettings;
import io.github.iwaspring.test.EmbeddedDirectory;

/**
 * Settings of an HTTP transport that trusts one directory.
 */
final class DirectoryHttp {

	private DirectoryHttp() {
	}

	static HttpSettings of(EmbeddedDirectory directory) {
		HttpClient client = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.sslContext(DirectoryTrust.of(directory))
			.build();
		return new HttpSettings(() -> client, Duration.ofSeconds(30), 1_000_000);
	}

}
