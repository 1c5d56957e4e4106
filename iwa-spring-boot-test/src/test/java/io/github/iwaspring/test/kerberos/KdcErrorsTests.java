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

import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.apache.kerby.kerberos.kerb.type.base.NameType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KdcErrors}.
 */
class KdcErrorsTests {

	@Test
	void wrongKeyIsPreauthenticationFailed() throws KrbException {
		assertThat(sent(TicketRequest.Kind.AUTHENTICATION, KrbErrorCode.KRB_AP_ERR_BAD_INTEGRITY).getErrorCode())
			.isEqualTo(KrbErrorCode.KDC_ERR_PREAUTH_FAILED);
	}

	@Test
	void wrongTimeIsClockSkew() throws KrbException {
		assertThat(sent(TicketRequest.Kind.AUTHENTICATION, KrbErrorCode.KDC_ERR_PREAUTH_FAILED).getErrorCode())
			.isEqualTo(KrbErrorCode.KRB_AP_ERR_SKEW);
	}

	@ParameterizedTest
	@EnumSource(names = { "KRB_AP_ERR_BAD_INTEGRITY", "KRB_AP_ERR_TKT_EXPIRED", "KRB_AP_ERR_SKEW" })
	void earlyRefusalNamesNoService(KrbErrorCode code) throws KrbException {
		KrbError error = sent(TicketRequest.Kind.SERVICE_TICKET, code);
		assertThat(error.getErrorCode()).isEqualTo(code);
		assertThat(error.getSname().getNameStrings()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "KDC_ERR_S_PRINCIPAL_UNKNOWN", "KDC_ERR_ETYPE_NOSUPP", "KDC_ERR_PREAUTH_REQUIRED" })
	void otherErrorsStay(KrbErrorCode code) throws KrbException {
		for (TicketRequest.Kind kind : TicketRequest.Kind.values()) {
			byte[] response = KrbCodec.encode(error(code));
			assertThat(KdcErrors.ofActiveDirectory(kind, response)).isSameAs(response);
		}
	}

	@Test
	void ticketsStay() throws KrbException {
		byte[] ticket = { 0x6b, 0 };
		assertThat(KdcErrors.ofActiveDirectory(TicketRequest.Kind.AUTHENTICATION, ticket)).isSameAs(ticket);
	}

	private static KrbError sent(TicketRequest.Kind kind, KrbErrorCode code) throws KrbException {
		return KrbCodec.decode(KdcErrors.ofActiveDirectory(kind, KrbCodec.encode(error(code))), KrbError.class);
	}

	private static KrbError error(KrbErrorCode code) {
		KrbError error = new KrbError();
		error.setErrorCode(code);
		error.setStime(KerberosTime.now());
		error.setSusec(0);
		error.setRealm("CONTOSO.COM");
		error.setSname(new PrincipalName("HTTP/localhost", NameType.NT_SRV_INST));
		return error;
	}

}
