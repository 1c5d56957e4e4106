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
 * The principals of one realm and their keys, all random, in memory.
 */
final class Principals implements IdentityService {

	static final List<EncryptionType> ENCRYPTION_TYPES = List.of(EncryptionType.AES256_CTS_HMAC_SHA1_96,
			EncryptionType.AES128_CTS_HMAC_SHA1_96);

	private final Map<String, KrbIdentity> identities = new ConcurrentHashMap<>();

	/**
	 * Adds a principal with new keys unless it is there.
	 * @param name the principal with its realm
	 */
	void add(String name) {
		this.identities.computeIfAbsent(name, (key) -> {
			try {
				return identity(key, EncryptionUtil.generateKeys(ENCRYPTION_TYPES));
			}
			catch (KrbException ex) {
				throw new IllegalStateException("No keys for " + key, ex);
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
			throw new IllegalArgumentException("No such principal: " + name);
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
	 * Called for every ticket before it is sealed. No service ticket outlives the ticket
	 * that it was granted for, which Kerby leaves open and Active Directory sees to.
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
