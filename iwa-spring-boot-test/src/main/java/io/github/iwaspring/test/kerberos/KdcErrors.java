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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;

/**
 * Makes the errors of Kerby's KDC those of Active Directory (RFC 4120, section 7.5.9).
 */
final class KdcErrors {

	private static final int KERBEROS_ERROR = 0x7e;

	/**
	 * Found in the ticket-granting ticket, before the rest of the request is read.
	 */
	private static final Set<KrbErrorCode> EARLY = EnumSet.of(KrbErrorCode.KRB_AP_ERR_BAD_INTEGRITY,
			KrbErrorCode.KRB_AP_ERR_TKT_EXPIRED, KrbErrorCode.KRB_AP_ERR_TKT_NYV, KrbErrorCode.KRB_AP_ERR_SKEW,
			KrbErrorCode.KRB_AP_ERR_MODIFIED, KrbErrorCode.KRB_AP_ERR_BADKEYVER, KrbErrorCode.KRB_AP_ERR_NOKEY);

	private KdcErrors() {
	}

	/**
	 * Changes a response where Active Directory has another one. A wrong key is
	 * {@code KDC_ERR_PREAUTH_FAILED} there, and a wrong time is not. An early refusal of
	 * a request for a service ticket names no service, as Samba's does, which the JDK
	 * cannot read.
	 * @param kind the kind of the request
	 * @param response the response of Kerby
	 * @return the response to send
	 */
	static byte[] ofActiveDirectory(TicketRequest.Kind kind, byte[] response) throws KrbException {
		if (response.length == 0 || (response[0] & 0xff) != KERBEROS_ERROR) {
			return response;
		}
		KrbError error = KrbCodec.decode(response, KrbError.class);
		KrbErrorCode code = error.getErrorCode();
		if (kind == TicketRequest.Kind.AUTHENTICATION && code == KrbErrorCode.KRB_AP_ERR_BAD_INTEGRITY) {
			error.setErrorCode(KrbErrorCode.KDC_ERR_PREAUTH_FAILED);
		}
		else if (kind == TicketRequest.Kind.AUTHENTICATION && code == KrbErrorCode.KDC_ERR_PREAUTH_FAILED) {
			error.setErrorCode(KrbErrorCode.KRB_AP_ERR_SKEW);
		}
		else if (kind == TicketRequest.Kind.SERVICE_TICKET && EARLY.contains(code)) {
			error.setSname(new PrincipalName(List.of(), error.getSname().getNameType()));
		}
		else {
			return response;
		}
		return KrbCodec.encode(error);
	}

}
