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

import java.util.function.Function;

import io.github.iwaspring.samba.SambaDomain;
import io.github.iwaspring.test.http.Fault;
import io.github.iwaspring.test.http.Hop;

/**
 * What may be wrong for a minute and longer.
 */
enum BusySituation {

	OLD_KEYTAB("an old keytab",
			(company) -> company.arguments(company.keytab(BusyCompany.BOB.withPassword("Passw0rd-of-last-year")),
					company.krb5Conf())),

	NO_SERVICE_NAME("no service principal name for AD FS", (company) -> {
		company.domain().modify(BusyCompany.SERVICE.toReplace("servicePrincipalName:"));
		return company.arguments(company.keytab(BusyCompany.BOB), company.krb5Conf());
	}),

	OLD_SERVICE_KEY("AD FS has an old key", (company) -> {
		company.replaceServiceKey(BusyCompany.SERVICE.withPassword("Passw0rd-of-last-year"));
		return company.arguments(company.keytab(BusyCompany.BOB), company.krb5Conf());
	}),

	ACCOUNT_DISABLED("the account is disabled",
			(company) -> company.arguments(company.keytab(BusyCompany.DISABLED), company.krb5Conf())),

	NO_CONTROLLER("no domain controller at the address",
			(company) -> company.arguments(company.keytab(BusyCompany.BOB),
					company.krb5Conf(SambaDomain.ADDRESS + ":1"))),

	TOKEN_REFUSED("the token endpoint refuses", (company) -> {
		company.directory().on(Hop.TOKEN).fault(Fault.entra("invalid_grant", 65001));
		return company.arguments(company.keytab(BusyCompany.BOB), company.krb5Conf());
	});

	private final String title;

	private final Function<BusyCompany, String[]> arrangement;

	BusySituation(String title, Function<BusyCompany, String[]> arrangement) {
		this.title = title;
		this.arrangement = arrangement;
	}

	/**
	 * Returns its name in the report.
	 */
	String title() {
		return this.title;
	}

	/**
	 * Brings it about.
	 * @return the properties of an application that meets it, as {@code --key=value}
	 */
	String[] arrange(BusyCompany company) {
		return this.arrangement.apply(company);
	}

}
