package io.github.iwaspring.autoconfigure;

/**
 * The properties that are judged, in the order of a report, each with what it expects.
 */
enum IwaProperty {

	AUTHORITY("iwa.authority",
			"Set it to https://<host>/<tenant>/, where the tenant is its domain name, its id or 'organizations',"
					+ " for example https://login.microsoftonline.com/contoso.com/"),

	CLIENT_ID("iwa.client-id", "Set it to the application (client) id of the app registration"),

	SCOPES("iwa.scopes",
			"Set it to scopes of one resource, for example 'api://orders/.default' or 'User.Read, Mail.Read'"),

	USERNAME("iwa.username", "Set it to a user principal name, in the form user@contoso.com, or remove it"),

	DOMAIN_HINT("iwa.domain-hint", "Set it to a verified domain of the tenant, for example contoso.com, or remove it"),

	TRUSTED_AUTHORITY_HOSTS("iwa.trusted-authority-hosts", Constants.HOST_FORM),

	FEDERATION_TRUSTED_HOSTS("iwa.federation.trusted-hosts", Constants.HOST_FORM),

	TICKET_CACHE("iwa.kerberos.ticket-cache",
			"Set it to a file, as a path or FILE:path, or remove it to use the default cache"),

	KEYTAB("iwa.kerberos.keytab", "Set it to the path of a keytab, or remove it"),

	PRINCIPAL("iwa.kerberos.principal", "Set it to a Kerberos principal, in the form user@REALM, or remove it"),

	KRB5_CONF("iwa.kerberos.krb5-conf", "Set it to the path of a krb5.conf, or remove it to use the system's"),

	SERVICE_PRINCIPAL("iwa.kerberos.service-principal",
			"Set it to a service principal, in the form HTTP/adfs.contoso.com, or remove it"),

	CONNECT_TIMEOUT("iwa.http.connect-timeout", "Set it to a positive duration, for example 5s"),

	READ_TIMEOUT("iwa.http.read-timeout", "Set it to a positive duration, for example 30s"),

	MAX_RESPONSE_SIZE("iwa.http.max-response-size", "Set it to a positive size, for example 1MB"),

	ACQUIRE_TIMEOUT("iwa.token.acquire-timeout", "Set it to a positive duration, for example 60s"),

	BASE_URL("iwa.api.base-url", "Set it to an https URL, for example https://orders.contoso.com, or remove it"),

	ALLOWED_HOSTS("iwa.api.allowed-hosts", Constants.HOST_FORM);

	private final String key;

	private final String expectation;

	IwaProperty(String key, String expectation) {
		this.key = key;
		this.expectation = expectation;
	}

	/**
	 * The property's name, as the documentation spells it.
	 */
	String key() {
		return this.key;
	}

	/**
	 * What to set it to, as a clause without a full stop.
	 */
	String expectation() {
		return this.expectation;
	}

	private static final class Constants {

		static final String HOST_FORM = "Write the entry as host or host:port, for example adfs.contoso.com";

	}

}
