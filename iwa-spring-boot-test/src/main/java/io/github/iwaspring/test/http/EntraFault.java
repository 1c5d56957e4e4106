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

package io.github.iwaspring.test.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An error response of Entra ID's token endpoint, with the members of RFC 6749, section
 * 5.2, and those of Entra ID. The correlation id is that of the request. The status is
 * 401 for {@code invalid_client} and 400 for all other errors.
 */
public final class EntraFault extends Fault {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'")
		.withZone(ZoneOffset.UTC);

	private final Form form;

	EntraFault(String error, int number) {
		this(new Form(error, number, "The request is refused.", null, Map.of()));
	}

	private EntraFault(Form form) {
		super((request, hop) -> form.reply(request));
		this.form = form;
	}

	/**
	 * Returns a copy with another text after the number.
	 * @param description the text
	 * @return the copy
	 */
	public EntraFault withDescription(String description) {
		return new EntraFault(new Form(this.form.error, this.form.number, description, this.form.time, this.form.more));
	}

	/**
	 * Returns a copy with another time stamp.
	 * @param time the time
	 * @return the copy
	 */
	public EntraFault at(Instant time) {
		return new EntraFault(new Form(this.form.error, this.form.number, this.form.description, time, this.form.more));
	}

	/**
	 * Returns a copy with a {@code suberror}.
	 * @param suberror the suberror, such as {@code message_only}
	 * @return the copy
	 */
	public EntraFault withSuberror(String suberror) {
		return with("suberror", suberror);
	}

	/**
	 * Returns a copy with the claims that a token would need.
	 * @param claims the claims as JSON
	 * @return the copy
	 */
	public EntraFault withClaims(String claims) {
		return with("claims", claims);
	}

	/**
	 * Returns a copy with a further member, or with another value of a member.
	 * @param name the name
	 * @param value a string, a number, a boolean, a list or a map
	 * @return the copy
	 */
	public EntraFault with(String name, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(this.form.more);
		more.put(name, value);
		return new EntraFault(new Form(this.form.error, this.form.number, this.form.description, this.form.time, more));
	}

	/**
	 * Returns the error response to a request.
	 * @param request the request
	 * @return the response
	 */
	public Reply reply(Request request) {
		return this.form.reply(request);
	}

	private record Form(String error, int number, String description, @Nullable Instant time,
			Map<String, Object> more) {

		Reply reply(Request request) {
			String header = request.header("client-request-id");
			String correlationId = (header != null) ? header : UUID.randomUUID().toString();
			String traceId = UUID.randomUUID().toString();
			String timestamp = TIMESTAMP.format((this.time != null) ? this.time : Instant.now());
			Map<String, Object> members = new LinkedHashMap<>();
			members.put("error", this.error);
			members.put("error_description", "AADSTS" + this.number + ": " + this.description + " Trace ID: " + traceId
					+ " Correlation ID: " + correlationId + " Timestamp: " + timestamp);
			members.put("error_codes", List.of(this.number));
			members.put("timestamp", timestamp);
			members.put("trace_id", traceId);
			members.put("correlation_id", correlationId);
			members.put("error_uri", "https://login.microsoftonline.com/error?code=" + this.number);
			members.putAll(this.more);
			return Reply.json("invalid_client".equals(this.error) ? 401 : 400, members)
				.withHeader("x-ms-request-id", traceId);
		}

	}

}
