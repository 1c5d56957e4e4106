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
