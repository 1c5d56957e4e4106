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

package io.github.iwaspring.it;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Heimdal's KCM daemon, which holds ticket caches, also for clients of MIT's library. It
 * ignores its option {@code --socket-path} (7.8), so its {@code /var/run} is mounted from
 * a folder of the test.
 */
final class KcmDaemon implements AutoCloseable {

	private static final Path PROGRAM = Path.of("/usr/sbin/kcm");

	private static final String SOCKET = ".heim_org.h5l.kcm-socket";

	private static final String START = "mount --bind \"$1\" /var/run && exec \"$2\" --config-file=/dev/null";

	private final Process process;

	private final Path configuration;

	private KcmDaemon(Process process, Path configuration) {
		this.process = process;
		this.configuration = configuration;
	}

	/**
	 * Starts the daemon and waits until it listens. Skips the test if it is not installed
	 * or a container forbids namespaces.
	 * @param folder an empty folder
	 */
	static KcmDaemon start(Path folder) throws IOException {
		assumeTrue(Files.isExecutable(PROGRAM), "SKIPPED: the KCM daemon (heimdal-kcm) is not installed");
		Path run = Files.createDirectory(folder.resolve("run"));
		Path socket = run.resolve(SOCKET);
		Path configuration = Files.writeString(folder.resolve("kcm.conf"), """
				[libdefaults]
				  default_ccache_name = KCM:
				  kcm_socket = %s
				""".formatted(socket));
		Path log = folder.resolve("kcm.log");
		KcmDaemon daemon = new KcmDaemon(new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh",
				"-c", START, "sh", run.toString(), PROGRAM.toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start(), configuration);
		try {
			Awaitility.await().until(() -> !daemon.process.isAlive() || isListening(socket));
			String output = Files.readString(log);
			assumeTrue(daemon.process.isAlive(), () -> "SKIPPED: no KCM daemon can be run here: " + output);
			return daemon;
		}
		catch (RuntimeException | IOException ex) {
			daemon.close();
			throw ex;
		}
	}

	/**
	 * The part of a {@code krb5.conf} that stores tickets in this daemon.
	 */
	Path configuration() {
		return this.configuration;
	}

	private static boolean isListening(Path socket) {
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			return channel.connect(UnixDomainSocketAddress.of(socket));
		}
		catch (IOException notYet) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
