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

package io.github.iwaspring.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenService;
import io.github.iwaspring.test.EmbeddedDirectory;
import io.github.iwaspring.test.http.Hop;
import io.github.iwaspring.test.http.Reply;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Documents of a megabyte in the place of federation metadata and of a WS-Trust response,
 * in shapes that cost a careless reader minutes.
 */
final class DocumentsPart implements Part {

	private static final int LENGTH = 990_000;

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private static final String WSDL = "<w:definitions xmlns:w='http://schemas.xmlsoap.org/wsdl/' "
			+ "xmlns:s='http://schemas.xmlsoap.org/wsdl/soap12/' xmlns:p='http://schemas.xmlsoap.org/ws/2004/09/policy'>"
			+ "%s</w:definitions>";

	private static final int WARM_UPS = 20;

	@Override
	public String name() {
		return "documents";
	}

	@Override
	public Section run(Effort effort) {
		Table table = Table.of("a document of 990 KB", "as federation metadata", "as a WS-Trust response");
		double slowest = 0;
		int signedIn = 0;
		int documents = 0;
		try (EmbeddedDirectory directory = EmbeddedDirectory.start()) {
			for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
				try (ConfigurableApplicationContext context = Application.start(directory)) {
					Application.tokens(context).getToken();
				}
			}
			for (Map.Entry<String, String> shape : shapes().entrySet()) {
				double[] times = new double[2];
				for (Hop hop : List.of(Hop.METADATA, Hop.WS_TRUST)) {
					directory.on(hop).respond(Reply.of(200, "application/soap+xml", shape.getValue()));
					try (ConfigurableApplicationContext context = Application.start(directory)) {
						IwaTokenService tokens = Application.tokens(context);
						double time = failure(tokens);
						directory.on(hop).reset();
						times[(hop == Hop.METADATA) ? 0 : 1] = time;
						slowest = Math.max(slowest, time);
						documents++;
						signedIn += tokens.getToken().value().isEmpty() ? 0 : 1;
					}
				}
				table.row(shape.getKey(), Figures.time(times[0]), Figures.time(times[1]));
			}
		}
		return new Section("Hostile documents",
				"The time from `getToken()` to its failure, in a warm JVM, of a new application for each. A document is refused, by a count of its"
						+ " elements or after reading it once. After each of them, the next sign-in must succeed.",
				List.of(table),
				List.of(new Target("Time of a refusal", "at most " + Figures.time(LIMIT), Figures.time(slowest),
						slowest <= LIMIT.toNanos()),
						new Target("Sign-ins after a refusal", "all succeed", signedIn + " of " + documents,
								signedIn == documents)),
				"A document of 990 KB is refused after " + Figures.time(slowest) + " at most.");
	}

	private static Map<String, String> shapes() {
		Map<String, String> shapes = new LinkedHashMap<>();
		shapes.put("ports", wsdl("<w:port/>"));
		shapes.put("bindings", wsdl("<w:binding><s:binding/></w:binding>"));
		shapes.put("policies", wsdl("<p:Policy><p:All/></p:Policy>"));
		shapes.put("references to policies", wsdl("<w:binding><p:PolicyReference URI='#a'/></w:binding>"));
		shapes.put("nesting of 10,000", WSDL.formatted("<w:port>".repeat(10_000)
				+ "x".repeat(LENGTH - 10_000 * "<w:port></w:port>".length()) + "</w:port>".repeat(10_000)));
		shapes.put("comments", wsdl("<!---->"));
		shapes.put("attributes", WSDL.formatted("<w:port" + " a='b'".repeat(LENGTH / 6) + "/>"));
		shapes.put("tags that never end", WSDL.formatted("<w:port ".repeat(LENGTH / 8)));
		return shapes;
	}

	private static String wsdl(String content) {
		return WSDL.formatted(content.repeat(LENGTH / content.length()));
	}

	private static double failure(IwaTokenService tokens) {
		long start = System.nanoTime();
		try {
			tokens.getToken();
			throw new IllegalStateException("A hostile document was accepted");
		}
		catch (IwaException expected) {
			return System.nanoTime() - start;
		}
	}

}
