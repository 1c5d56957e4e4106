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

import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.common.EncryptionUtil;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.kerby.kerberos.kerb.identity.backend.BackendConfig;
import org.apache.kerby.kerberos.kerb.server.KdcConfig;
import org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.kerby.kerberos.kerb.server.KdcContext;
import org.apache.kerby.kerberos.kerb.server.KdcHandler;
import org.apache.kerby.kerberos.kerb.server.KdcSetting;
import org.apache.kerby.kerberos.kerb.server.preauth.PreauthHandler;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.KeyUsage;
import org.apache.kerby.kerberos.kerb.type.base.NameType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.base.TransitedEncoding;
import org.apache.kerby.kerberos.kerb.type.base.TransitedEncodingType;
import org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart;
import org.apache.kerby.kerberos.kerb.type.ticket.Ticket;
import org.apache.kerby.kerberos.kerb.type.ticket.TicketFlag;
import org.apache.kerby.kerberos.kerb.type.ticket.TicketFlags;

/**
 * A Kerberos realm with its principals and its KDC, which follows the machine's clock.
 */
final class Realm implements AutoCloseable {

	private final String name;

	private final Principals principals = new Principals();

	private final KdcSocket socket;

	Realm(String name, Consumer<TicketRequest> listener) throws IOException {
		this.name = name;
		this.principals.add(grantingService());
		this.socket = new KdcSocket(name, handler(), listener);
	}

	private KdcHandler handler() {
		KdcConfig config = new KdcConfig();
		config.setString(KdcConfigKey.KDC_REALM, this.name);
		config.setString(KdcConfigKey.ENCRYPTION_TYPES, "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96");
		config.setLong(KdcConfigKey.MINIMUM_TICKET_LIFETIME, 1L);
		KdcContext context = new KdcContext(new KdcSetting(config, new BackendConfig()));
		context.setIdentityService(this.principals);
		PreauthHandler preauth = new PreauthHandler();
		preauth.init();
		context.setPreauthHandler(preauth);
		return new KdcHandler(context);
	}

	String name() {
		return this.name;
	}

	int port() {
		return this.socket.port();
	}

	Principals principals() {
		return this.principals;
	}

	String grantingService() {
		return "krbtgt/" + this.name + "@" + this.name;
	}

	/**
	 * Issues a ticket like the KDC, but without a request and with any times.
	 * @param client the principal of the holder
	 * @param server a principal of this realm
	 * @param start the start of the ticket's validity
	 * @param end the end of the ticket's validity
	 * @return the ticket
	 */
	IssuedTicket issue(String client, String server, Instant start, Instant end) {
		try {
			EncryptionKey sessionKey = EncryptionHandler.random2Key(EncryptionType.AES256_CTS_HMAC_SHA1_96);
			EncTicketPart part = part(client, sessionKey, start, end);
			Ticket ticket = new Ticket();
			ticket.setSname(new PrincipalName(server, NameType.NT_SRV_INST));
			ticket.setRealm(this.name);
			EncryptionKey serverKey = this.principals.require(server).getKey(EncryptionType.AES256_CTS_HMAC_SHA1_96);
			ticket.setEncryptedEncPart(EncryptionUtil.seal(part, serverKey, KeyUsage.KDC_REP_TICKET));
			return new IssuedTicket(client, server, KrbCodec.encode(ticket), sessionKey.getKeyType().getValue(),
					sessionKey.getKeyData(), part.getFlags().getFlags(), start, end);
		}
		catch (KrbException ex) {
			throw new IllegalStateException("The ticket for " + client + " could not be issued", ex);
		}
	}

	private static EncTicketPart part(String client, EncryptionKey sessionKey, Instant start, Instant end) {
		EncTicketPart part = new EncTicketPart();
		TicketFlags flags = new TicketFlags();
		flags.setFlag(TicketFlag.INITIAL);
		flags.setFlag(TicketFlag.PRE_AUTH);
		part.setFlags(flags);
		part.setKey(sessionKey);
		PrincipalName name = new PrincipalName(client);
		part.setCname(name);
		part.setCrealm(name.getRealm());
		TransitedEncoding transited = new TransitedEncoding();
		transited.setTrType(TransitedEncodingType.DOMAIN_X500_COMPRESS);
		transited.setContents(new byte[0]);
		part.setTransited(transited);
		part.setAuthTime(new KerberosTime(start.toEpochMilli()));
		part.setStartTime(new KerberosTime(start.toEpochMilli()));
		part.setEndTime(new KerberosTime(end.toEpochMilli()));
		return part;
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
