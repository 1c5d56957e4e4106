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

package io.github.iwaspring.desktop;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.iwaspring.IwaDoctor;
import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaTokenRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;

/**
 * What the page can ask for. Every change is a POST, which {@link PageGuard} accepts from
 * the page alone. No response contains a token.
 */
@RestController
class PageController {

	private static final int SHOWN_BYTES = 100_000;

	private final SignIn signIn;

	private final Acquisitions acquisitions;

	private final PageDeviceCodes deviceCodes;

	private final IwaDoctor doctor;

	private final WebClient webClient;

	private final DesktopProperties properties;

	private final ApplicationContext application;

	PageController(SignIn signIn, Acquisitions acquisitions, PageDeviceCodes deviceCodes, IwaDoctor doctor,
			WebClient webClient, DesktopProperties properties, ApplicationContext application) {
		this.signIn = signIn;
		this.acquisitions = acquisitions;
		this.deviceCodes = deviceCodes;
		this.doctor = doctor;
		this.webClient = webClient;
		this.properties = properties;
		this.application = application;
	}

	@GetMapping("/state")
	State state() {
		return new State(this.signIn.person(), this.deviceCodes.shown(), this.acquisitions.recent(),
				this.properties.path());
	}

	@PostMapping("/sign-in")
	Mono<State> signIn() {
		return this.signIn.person(IwaTokenRequest.defaults()).map((person) -> state());
	}

	@PostMapping("/renew")
	Mono<State> renew() {
		return this.signIn.person(IwaTokenRequest.defaults().withForceRefresh()).map((person) -> state());
	}

	@PostMapping("/sign-out")
	Mono<State> signOut() {
		return this.signIn.signOut().then(Mono.fromSupplier(this::state));
	}

	/**
	 * Calls the API. The client would get the token as well; it is asked for first
	 * because a prompt may take longer than the API, and to show who is signed in then.
	 */
	@PostMapping("/call")
	Mono<Answer> call() {
		return this.signIn.person(IwaTokenRequest.defaults()).then(Mono.defer(this::callApi));
	}

	private Mono<Answer> callApi() {
		long start = System.nanoTime();
		return this.webClient.get()
			.uri(this.properties.path())
			.retrieve()
			.onStatus(HttpStatusCode::isError, (response) -> Mono.empty())
			.toEntityFlux(DataBuffer.class)
			.flatMap((answer) -> text(answer.getBody())
				.map((body) -> new Answer(answer.getStatusCode().value(), (System.nanoTime() - start) / 1e6, body)));
	}

	/**
	 * The beginning of a body, as far as a page can show it.
	 */
	private static Mono<String> text(@Nullable Flux<DataBuffer> body) {
		if (body == null) {
			return Mono.just("");
		}
		return DataBufferUtils.join(DataBufferUtils.takeUntilByteCount(body, SHOWN_BYTES)).map((buffer) -> {
			String text = buffer.toString(StandardCharsets.UTF_8);
			DataBufferUtils.release(buffer);
			return text;
		}).defaultIfEmpty("");
	}

	/**
	 * Runs the doctor, on a thread that may block. The page is the user's own, so user
	 * names are not masked.
	 */
	@PostMapping(path = "/doctor", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<String> doctor() {
		return Mono.fromCallable(() -> this.doctor.run().withUserNames().toJson())
			.subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Ends the application, in a thread of its own, after the response.
	 */
	@PostMapping("/quit")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void quit() {
		Schedulers.boundedElastic().schedule(() -> SpringApplication.exit(this.application));
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_GATEWAY)
	Failure failure(IwaException ex) {
		return new Failure(ex.code().id(), ex.description(), ex.action(), ex.correlationId());
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_GATEWAY)
	Failure failure(WebClientException ex) {
		return new Failure("api-failed", "There is no answer of the API: " + ex.getMostSpecificCause(),
				"Check iwa.api.base-url, desktop.path and the network.", null);
	}

	/**
	 * What the page shows all the time.
	 *
	 * @param person who is signed in, or {@code null}
	 * @param deviceCode the code to enter, or {@code null}
	 * @param acquisitions the recent acquisitions, the oldest first
	 * @param path the path that a call of the API requests
	 */
	record State(SignIn.@Nullable Person person, PageDeviceCodes.@Nullable Shown deviceCode,
			List<Acquisitions.Acquisition> acquisitions, String path) {
	}

	/**
	 * The API's answer.
	 *
	 * @param status the HTTP status
	 * @param millis the time that it took, in milliseconds
	 * @param body the body, or its beginning
	 */
	record Answer(int status, double millis, String body) {
	}

	/**
	 * Why there is no answer.
	 *
	 * @param code the kind of failure
	 * @param description what happened
	 * @param action what to do about it
	 * @param correlationId the id of the request in the directory's log, or {@code null}
	 */
	record Failure(String code, String description, String action, @Nullable String correlationId) {
	}

}
