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

package io.github.iwaspring.kerberos;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.support.Diagnosis;

/**
 * Why a service did not accept a ticket, by the error in its token ({@code KRB-ERROR},
 * RFC 4120, section 5.9.1), else by the words of the platform's library. Java's own
 * library cannot read such a token.
 */
final class ReplyErrors {

	private static final String OTHER_KEY = "If the password of the service was changed, a new ticket helps: run kinit. "
			+ "Otherwise an administrator checks that the service principal name belongs to the account that runs the "
			+ "service, and to no other (setspn -Q */{host}; setspn -X finds duplicates).";

	private static final List<Row> TABLE = List.of(
			row(IwaErrorCode.NEGOTIATE_REJECTED, Set.of(31, 41),
					"Decrypt integrity check failed"
							+ "|Integrity check on decrypted field failed|Message stream modified|Checksum failed",
					"{service} could not decrypt the ticket: the ticket was made for another account or an older "
							+ "password.",
					OTHER_KEY),
			row(IwaErrorCode.NEGOTIATE_REJECTED, Set.of(44, 45), "Key version|version of key|Service key not available",
					"{service} does not have the key that the ticket was made with.", OTHER_KEY),
			row(IwaErrorCode.NEGOTIATE_REJECTED, Set.of(35, 36, 7), "ticket isn't for us|Wrong principal in request",
					"The service does not answer to the name {service}.", OTHER_KEY),
			row(IwaErrorCode.NEGOTIATE_REJECTED, Set.of(14, 15), "encryption type",
					"{service} does not use the encryption type of the ticket.",
					"An administrator enables the same encryption types, AES if possible, for the account and on the "
							+ "service, and sets a new password for the account. Then run kinit."),
			row(IwaErrorCode.TICKET_EXPIRED, Set.of(32), "Ticket expired", "{service} considers the ticket expired.",
					"Run kinit. If the ticket is new, synchronise the clocks of this machine and of the service."),
			row(IwaErrorCode.CLOCK_SKEW, Set.of(33, 37), "Clock skew|Ticket not yet valid",
					"The clocks of this machine and of {service} differ too much.",
					"Synchronise the clocks of this machine and of the servers of {host}."),
			row(IwaErrorCode.NEGOTIATE_REJECTED, Set.of(34), "Request is a replay",
					"{service} takes the ticket for a repetition of an earlier one.",
					"Try again. Check that no proxy repeats requests, and that the clocks agree."),
			row(IwaErrorCode.NEGOTIATE_REJECTED, Set.of(38), "Incorrect net address",
					"The ticket is bound to another network address.",
					"Set noaddresses = true in krb5.conf, and run kinit again."));

	private static final Diagnosis OTHER_NUMBER = new Diagnosis(IwaErrorCode.NEGOTIATE_REJECTED,
			"The token of {service} has the Kerberos error {number} (RFC 4120, section 7.5.9).",
			"An administrator looks at the System event log of the servers of {host}, source Security-Kerberos.");

	private static final Diagnosis UNREADABLE = new Diagnosis(IwaErrorCode.KERBEROS_FAILED,
			"The token of {service} gives no reason that can be read.", "");

	/**
	 * The beginning of the fields of every {@code KRB-ERROR}: version 5, type 30.
	 */
	private static final byte[] KRB_ERROR = { (byte) 0xa0, 3, 2, 1, 5, (byte) 0xa1, 3, 2, 1, 30 };

	private static final int ERROR_CODE = 0xa6;

	private ReplyErrors() {
	}

	/**
	 * Finds why a service did not accept a ticket.
	 * @param challenge the token of the service
	 * @param failure the failure to read that token
	 */
	static Diagnosis find(byte[] challenge, Throwable failure) {
		OptionalInt number = errorNumber(challenge);
		if (number.isPresent()) {
			Row row = TABLE.stream()
				.filter((candidate) -> candidate.numbers().contains(number.getAsInt()))
				.findFirst()
				.orElse(null);
			return (row != null) ? row.diagnosis()
					: new Diagnosis(OTHER_NUMBER.code(),
							OTHER_NUMBER.description().replace("{number}", String.valueOf(number.getAsInt())),
							OTHER_NUMBER.action());
		}
		for (KerberosClue clue : KerberosClue.of(failure)) {
			Row row = TABLE.stream()
				.filter((candidate) -> candidate.words().matcher(clue.words()).find())
				.findFirst()
				.orElse(null);
			if (row != null) {
				return row.diagnosis();
			}
		}
		return UNREADABLE;
	}

	/**
	 * Reads the error number of a {@code KRB-ERROR}, which may be inside of a token of
	 * SPNEGO and a message of GSSAPI.
	 */
	static OptionalInt errorNumber(byte[] token) {
		int at = indexOf(token);
		while (at >= 0 && at + 1 < token.length) {
			int length = token[at + 1];
			if (length < 0 || at + 2 + length > token.length) {
				break;
			}
			if ((token[at] & 0xff) == ERROR_CODE) {
				return integer(token, at + 2, length);
			}
			at += 2 + length;
		}
		return OptionalInt.empty();
	}

	private static OptionalInt integer(byte[] token, int at, int length) {
		int size = length - 2;
		if (size < 1 || size > 2 || token[at] != 2 || token[at + 1] != size) {
			return OptionalInt.empty();
		}
		int value = token[at + 2] & 0xff;
		return OptionalInt.of((size == 1) ? value : (value << 8) | (token[at + 3] & 0xff));
	}

	private static int indexOf(byte[] token) {
		for (int start = 0; start + KRB_ERROR.length <= token.length; start++) {
			if (Arrays.equals(token, start, start + KRB_ERROR.length, KRB_ERROR, 0, KRB_ERROR.length)) {
				return start;
			}
		}
		return -1;
	}

	private static Row row(IwaErrorCode code, Set<Integer> numbers, String words, String description, String action) {
		return new Row(numbers, Pattern.compile(words, Pattern.CASE_INSENSITIVE),
				new Diagnosis(code, description, action));
	}

	/**
	 * A diagnosis and how its failures are recognised.
	 *
	 * @param numbers the error numbers
	 * @param words found in the type and message of an exception
	 * @param diagnosis the meaning
	 */
	private record Row(Set<Integer> numbers, Pattern words, Diagnosis diagnosis) {

	}

}
