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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.common.EncryptionUtil;
import org.apache.kerby.kerberos.kerb.identity.BatchTrans;
import org.apache.kerby.kerberos.kerb.identity.IdentityService;
import org.apache.kerby.kerberos.kerb.request.KdcClientRequest;
import org.apache.kerby.kerberos.kerb.request.KrbIdentity;
import org.apache.kerby.kerberos.kerb.type.ad.AuthorizationData;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart;
import org.apache.kerby.kerberos.kerb.type.ticket.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * The principals of one realm and their random keys, in memory.
 */
final class Principals implements IdentityService {

	static final List<EncryptionType> ENCRYPTION_TYPES = List.of(EncryptionType.AES256_CTS_HMAC_SHA1_96,
			EncryptionType.AES128_CTS_HMAC_SHA1_96);

	private final Map<String, KrbIdentity> identities = new ConcurrentHashMap<>();

	/**
	 * Adds a principal with new keys if it does not exist.
	 * @param name the principal with its realm
	 */
	void add(String name) {
		this.identities.computeIfAbsent(name, (key) -> {
			try {
				return identity(key, EncryptionUtil.generateKeys(ENCRYPTION_TYPES));
			}
			catch (KrbException ex) {
				throw new IllegalStateException("The keys of " + key + " could not be generated", ex);
			}
		});
	}

	/**
	 * Adds a principal with the keys that it has in another realm.
	 * @param identity the principal of the other realm
	 */
	void share(KrbIdentity identity) {
		this.identities.put(identity.getPrincipalName(), identity);
	}

	KrbIdentity require(String name) {
		KrbIdentity identity = getIdentity(name);
		if (identity == null) {
			throw new IllegalArgumentException("The embedded directory has no principal " + name);
		}
		return identity;
	}

	private static KrbIdentity identity(String name, List<EncryptionKey> keys) {
		KrbIdentity identity = new KrbIdentity(name);
		identity.addKeys(keys);
		return identity;
	}

	@Override
	public @Nullable KrbIdentity getIdentity(String principalName) {
		return this.identities.get(principalName);
	}

	/**
	 * Called for every ticket before it is encrypted. Limits a service ticket to the
	 * lifetime of its ticket-granting ticket, as Active Directory does and Kerby does
	 * not.
	 */
	@Override
	public @Nullable AuthorizationData getIdentityAuthorizationData(KdcClientRequest request, EncTicketPart ticket) {
		Ticket granting = request.getTgt();
		if (granting != null && ticket.getEndTime().greaterThan(granting.getEncPart().getEndTime())) {
			ticket.setEndTime(granting.getEncPart().getEndTime());
		}
		return null;
	}

	@Override
	public Iterable<String> getIdentities() {
		return List.copyOf(this.identities.keySet());
	}

	@Override
	public boolean supportBatchTrans() {
		return false;
	}

	@Override
	public BatchTrans startBatchTrans() {
		throw new UnsupportedOperationException();
	}

	@Override
	public KrbIdentity addIdentity(KrbIdentity identity) {
		throw new UnsupportedOperationException();
	}

	@Override
	public KrbIdentity updateIdentity(KrbIdentity identity) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void deleteIdentity(String principalName) {
		throw new UnsupportedOperationException();
	}

}
