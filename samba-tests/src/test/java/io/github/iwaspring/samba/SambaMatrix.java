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

package io.github.iwaspring.samba;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.iwaspring.samba.Company.Provider;

/**
 * How sign-ins end in each situation of an account, a service, a keytab or a domain
 * controller: the user or the error code, the number of HTTP requests to the directory,
 * the most requests for a ticket-granting ticket and for service tickets that the domain
 * controller may get, and words that the description and the action of an error must
 * contain (after {@code !}: must not). Where the providers differ, the first value is
 * that of the JDK's Kerberos and the second that of the platform's. A hyphen stands for a
 * sign-in that the provider does not have, or that a test of its own shows.
 * <p>
 * The JDK repeats a request over TCP if the response is too large for UDP, which some of
 * these tickets are, and one for a service ticket that is refused.
 */
final class SambaMatrix {

	private static final String TABLE = """
			situation                                | result                                          | requests | KDC       | description                              | action
			user                                     | alice                                           | 4        | 0+2 / 0+1 |                                          |
			user in capitals                         | alice                                           | 4        | 0+2 / 0+1 |                                          |
			user with UPN, canonicalised             | jane.doe                                        | 4        | 0+2 / 0+1 |                                          |
			user with UPN, as typed                  | jane.doe                                        | 4        | 0+2 / 0+1 |                                          |
			user with UPN and iwa.username           | jane.doe                                        | 4        | 0+2 / 0+1 |                                          |
			user with iwa.username of another        | user-mismatch                                   | 4        | 0+2 / 0+1 | iwa.username                             | iwa.username
			user o'neil                              | o'neil                                          | 4        | 0+2 / 0+1 |                                          |
			user jane roe                            | jane roe                                        | 4        | 0+2 / 0+1 |                                          |
			user x#y                                 | x#y                                             | 4        | 0+2 / 0+1 |                                          |
			user jürgen                              | jürgen                                          | 4        | 0+2 / 0+1 |                                          |
			user müller_größe                        | müller_größe                                    | 4        | 0+2 / 0+1 |                                          |
			user user$dollar                         | user$dollar                                     | 4        | 0+2 / 0+1 |                                          |
			SPN: only host/                          | alice                                           | 4        | 0+2 / 0+1 |                                          |
			SPN: missing                             | spn-unknown                                     | 2        | 0+2       | HTTP/localhost                           | setspn -Q */localhost
			SPN: on two accounts                     | spn-unknown                                     | 2        | 0+2       | HTTP/localhost; more than one account    | setspn -X
			SPN: on another account                  | negotiate-rejected                              | 3        | 0+2 / 0+1 | did not accept; !could not make          | setspn
			etypes of service: none                  | alice                                           | 4        | 0+2 / 0+1 |                                          |
			etypes of service: RC4, AES session      | alice                                           | 4        | 0+2 / 0+1 |                                          |
			etypes of service: RC4                   | encryption-type-unsupported / -                 | 2        | 0+2       | encryption type                          | AES
			etypes of service: DES                   | encryption-type-unsupported                     | 2        | 0+2       | encryption type                          | AES
			etypes of service: AES128                | alice                                           | 4        | 0+2 / 0+1 |                                          |
			etypes of service: AES128, no such key   | negotiate-rejected                              | 3        | 0+2 / 0+1 | did not accept; !could not make          | setspn
			service password changed, both know      | alice                                           | 4        | 0+2 / 0+1 |                                          |
			service password changed, AD FS does not | negotiate-rejected                              | 3        | 0+2 / 0+1 | did not accept; !could not make          | setspn
			service password changed, old ticket     | alice / negotiate-rejected                      | 5 / 3    | 0+2 / 0+1 | did not accept; !could not make          | kinit
			kinit, then disabled                     | account-locked                                  | 2        | 0+2       | does not let the account in              | enabled
			kinit, then expired                      | account-locked                                  | 2        | 0+2       | expired                                  | later date
			kinit, then locked                       | account-locked                                  | 2        | 0+2       | locked                                   | unlocks
			kinit, then locked by wrong passwords    | account-locked                                  | 2        | 0+2       | locked                                   | unlocks
			kinit, then must change password         | password-expired                                | 2        | 0+2       | password                                 | Change the password
			kinit, then password too old             | password-expired                                | 2        | 0+2       | password                                 | Change the password
			kinit, then deleted                      | principal-unknown                               | 2        | 0+2       | does not know                            | principal
			kinit, then off hours                    | bob                                             | 4        | 0+2 / 0+1 |                                          |
			kinit, then password changed             | bob                                             | 4        | 0+2 / 0+1 |                                          |
			keytab                                   | bob                                             | 4        | 3+2 / 3+1 |                                          |
			keytab of user with UPN                  | jane.doe                                        | 4        | 3+2 / 3+1 |                                          |
			keytab, name in capitals                 | bob                                             | 4        | 3+2 / 3+1 |                                          |
			keytab with AES128                       | bob / encryption-type-unsupported               | 4 / 0    | 3+2 / 1+0 | keytab                                   | AES
			keytab, disabled                         | account-locked                                  | 2 / 0    | 2+0       | disabled                                 | enables
			keytab, expired                          | account-locked                                  | 2 / 0    | 2+0       | expired                                  | date
			keytab, locked                           | account-locked                                  | 2 / 0    | 2+0       | locked                                   | unlocks
			keytab, locked by wrong passwords        | account-locked                                  | 2 / 0    | 2+0       | locked                                   | unlocks
			keytab, off hours                        | account-locked                                  | 2 / 0    | 2+0       | hours                                    | hours
			keytab, must change password             | password-expired                                | 2 / 0    | 2+0       | password                                 | Change the password
			keytab, password too old                 | password-expired                                | 2 / 0    | 2+0       | password                                 | Change the password
			keytab, deleted                          | principal-unknown                               | 2 / 0    | 1+0       | does not know                            | principal
			keytab, old key                          | kerberos-failed                                 | 2 / 0    | 2+0       | key                                      | new keytab
			keytab with RC4 only                     | encryption-type-unsupported                     | 2 / 0    | 0+0 / 1+0 | keytab                                   | AES
			keytab, realm in lower case              | kerberos-failed / -                             | 2 / 0    | 3+0       | realm; spelt                             | upper case
			keytab, UPN as principal                 | kdc-unreachable / -                             | 2 / 0    | 0+0       | realm                                    | iwa.kerberos.principal
			keytab, another principal                | ticket-missing / -                              | 2 / 0    | 0+0       | keytab                                   | iwa.kerberos.principal
			clock 10 min fast, ticket                | kerberos-failed / clock-skew                    | 2        | 0+0       | domain controller                        | clock
			clock 10 min fast, keytab                | clock-skew / bob                                | 2 / 4    | 2+0 / 3+1 | clock                                    | clock
			clock 10 min slow, ticket                | kerberos-failed / clock-skew                    | 2        | 0+0       | domain controller                        | clock
			clock 10 min slow, keytab                | clock-skew / bob                                | 2 / 4    | 2+0 / 3+1 | clock                                    | clock
			no controller, ticket                    | kdc-unreachable                                 | 2        | 0+0       | domain controller                        | VPN
			no controller, keytab                    | kdc-unreachable                                 | 2 / 0    | 0+0       | domain controller                        | VPN
			first of two controllers away, ticket    | alice                                           | 4        | 0+2 / 0+1 |                                          |
			first of two controllers away, keytab    | bob                                             | 4        | 3+2 / 3+1 |                                          |
			frozen controller, ticket                | timeout                                         | 2        | 0+0       | domain controller                        | VPN; krb5.conf
			frozen controller, keytab                | timeout                                         | 2 / 0    | 0+0       | domain controller                        | VPN; krb5.conf
			1400 groups                              | member                                          | 4        | 0+2 / 0+1 |                                          |
			1400 groups, AD FS takes 16 KB           | ticket-too-large                                | 3        | 0+2 / 0+1 | large                                    | MaxFieldLength; groups
			""";

	private SambaMatrix() {
	}

	/**
	 * All rows of the table, once for each provider.
	 */
	static Stream<Row> rows() {
		return TABLE.lines()
			.skip(1)
			.map((line) -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
			.flatMap((cells) -> Stream.of(Provider.values()).map((provider) -> Row.of(cells, provider)))
			.filter((row) -> !row.result().equals("-"));
	}

	/**
	 * A situation, a provider, and how the sign-in ends.
	 */
	record Row(String situation, Provider provider, String result, int requests, int authentications,
			int serviceTickets, List<String> description, List<String> action) {

		static Row of(List<String> cells, Provider provider) {
			String[] tickets = value(cells.get(3), provider).split("\\+");
			return new Row(cells.get(0), provider, value(cells.get(1), provider),
					Integer.parseInt(value(cells.get(2), provider)), Integer.parseInt(tickets[0]),
					Integer.parseInt(tickets[1]), words(cells.get(4)), words(cells.get(5)));
		}

		private static String value(String cell, Provider provider) {
			List<String> values = Arrays.stream(cell.split(" / ")).map(String::strip).toList();
			return values.get(Math.min(provider.ordinal(), values.size() - 1));
		}

		private static List<String> words(String cell) {
			return cell.isEmpty() ? List.of() : List.of(cell.split("; "));
		}

		@Override
		public String toString() {
			return this.situation + " (" + this.provider.name().toLowerCase(Locale.ROOT) + "): " + this.result;
		}

	}

}
