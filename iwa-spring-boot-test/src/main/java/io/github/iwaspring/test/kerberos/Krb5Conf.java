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

package io.github.iwaspring.test.kerberos;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The Kerberos configuration, which leads only to the embedded KDCs.
 */
final class Krb5Conf {

	private Krb5Conf() {
	}

	static String text(String serviceRealm, List<Realm> realms) {
		String kdcs = realms.stream().map((realm) -> """
				  %s = {
				    kdc = 127.0.0.1:%d
				  }
				""".formatted(realm.name(), realm.port())).collect(Collectors.joining());
		return """
				[libdefaults]
				  default_realm = %s
				  udp_preference_limit = 1
				  dns_lookup_kdc = false
				  dns_lookup_realm = false
				  dns_canonicalize_hostname = false
				  rdns = false
				  kdc_timeout = 3000
				  max_retries = 1

				[realms]
				%s
				[domain_realm]
				  localhost = %s
				""".formatted(serviceRealm, kdcs, serviceRealm);
	}

}
