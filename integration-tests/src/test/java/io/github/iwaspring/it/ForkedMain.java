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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.ObjectName;
import javax.security.auth.Subject;
import javax.xml.transform.TransformerFactory;

import io.github.iwaspring.IwaChannelBinding;
import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaKerberosProvider;
import io.github.iwaspring.IwaToken;
import io.github.iwaspring.IwaTokenRequest;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.kerberos.KerberosSettings;
import io.github.iwaspring.kerberos.NativeKerberosCredentials;
import org.apache.commons.logging.LogFactory;
import org.ietf.jgss.GSSManager;

import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application in a separate process. It reads commands from its standard input, one a
 * line, and prints one line as the response to each.
 */
final class ForkedMain {

	private ForkedMain() {
	}

	public static void main(String[] properties) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (Application application = Application.start(Map.of(), properties)) {
			for (String command = in.readLine(); command != null; command = in.readLine()) {
				System.out.println(ForkedApplication.RESPONSE + respond(application, command));
			}
		}
	}

	@SuppressWarnings("removal")
	private static String respond(Application application, String command) {
		String[] words = command.split(" ");
		try {
			return switch (words[0]) {
				case "token" -> describe(application.tokens().getToken());
				case "forced" -> describe(application.forcedToken());
				case "as-subject" -> Subject.doAs(new Subject(),
						(java.security.PrivilegedAction<String>) () -> describe(application.forcedToken()));
				case "doctor" -> application.bean(IwaDoctor.class).run().toJson();
				case "inject" -> application.tokens().getClass().getSimpleName();
				case "web-client" -> application.bean(WebClient.class)
					.get()
					.uri("/me")
					.exchangeToMono((response) -> response.toBodilessEntity())
					.map((response) -> response.getStatusCode().toString())
					.block();
				case "rest-client" -> application.bean(RestClient.class)
					.get()
					.uri("/me")
					.exchange((request, response) -> response.getStatusCode().toString());
				case "leak" -> leak(application.tokens().getToken());
				case "sign-out" -> {
					application.tokens().signOut();
					yield "done";
				}
				case "use-java" -> "done " + GSSManager.getInstance().getMechs().length;
				case "fingerprint" -> new NativeKerberosCredentials(new KerberosSettings(IwaKerberosProvider.NATIVE,
						null, null, null, null, null, IwaChannelBinding.AUTO))
					.fingerprint()
					.toString();
				case "transformer" -> TransformerFactory.newInstance().getClass().getName();
				case "switch" -> String.valueOf(System.getProperty("sun.security.jgss.native"));
				case "upload" -> upload(application.bean(RestClient.class), words[1]);
				case "upload-injected" -> upload(application.bean(RestClient.Builder.class).build(), words[1]);
				case "scopes" -> scopes(application.tokens(), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
				case "instances" -> instances();
				default -> throw new IllegalArgumentException(command);
			};
		}
		catch (IwaException ex) {
			LogFactory.getLog("application").warn("The command " + command + " failed", ex);
			return ex.code().id() + " " + ex.stage() + " " + ex.getClass().getSimpleName() + " " + ex.getMessage();
		}
	}

	/**
	 * Acquires tokens for so many scopes.
	 * @return the heap in use afterwards, in kilobytes
	 */
	private static String scopes(IwaTokenService tokens, int first, int count) {
		for (int number = first; number < first + count; number++) {
			tokens.getToken(IwaTokenRequest.defaults().withScopes("api://orders/Orders.Read." + number));
		}
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		memory.gc();
		return String.valueOf(memory.getHeapMemoryUsage().getUsed() / 1024);
	}

	/**
	 * Counts what the garbage collector leaves.
	 * @return the class of the library or of msal4j with most instances, after their
	 * number
	 */
	private static String instances() {
		try {
			return Stream
				.of(ManagementFactory.getPlatformMBeanServer()
					.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
							new Object[] { new String[0] }, new String[] { String[].class.getName() })
					.toString()
					.split("\n"))
				.map((line) -> line.strip().split("\\s+"))
				.filter((words) -> words.length > 3 && words[3].matches("(io.github.iwaspring|com.microsoft)[.].*"))
				.max(Comparator.comparingInt((words) -> Integer.parseInt(words[1])))
				.map((words) -> words[1] + " " + words[3])
				.orElseThrow();
		}
		catch (JMException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends a stream that does not fit into memory.
	 */
	private static String upload(RestClient client, String url) {
		return client.post().uri(url).body((StreamingHttpOutputMessage.Body) (out) -> {
			byte[] piece = new byte[16 * 1024]; // as transferTo does; Reactor asks for
												// many pieces at once
			for (int written = 0; written < 300 * 64; written++) {
				out.write(piece);
			}
		}).exchange((request, response) -> response.getStatusCode().toString());
	}

	/**
	 * Logs a token and a name, to show that the tests for leaks find both.
	 */
	private static String leak(IwaToken token) {
		LogFactory.getLog(ForkedMain.class).trace("The token is " + token.value().substring(0, 100) + "...");
		LogFactory.getLog(ForkedMain.class).info("The user is " + token.username());
		return "done";
	}

	private static String describe(IwaToken token) {
		return token.source() + " " + token.username();
	}

}
