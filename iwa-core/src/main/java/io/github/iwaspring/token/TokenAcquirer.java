package io.github.iwaspring.token;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;

/**
 * The slow way to a token: the one that may ask the directory. Called on threads that may
 * block, by several of them at once for different requests.
 */
public interface TokenAcquirer {

	/**
	 * Acquires a token, keeping {@link AcquisitionContext#enter the stage} up to date.
	 * @param acquisition what is wanted, and until when
	 * @return a token that is valid now
	 * @throws IwaException if no token can be had
	 */
	IwaToken acquire(AcquisitionContext acquisition);

	/**
	 * What can be seen on this machine of that which a token is acquired with. It changes
	 * when the user brings a new ticket. May read a small file.
	 * @return something to be compared with what this method returned before
	 */
	Object fingerprint();

	/**
	 * Forgets the user's account and tokens. What an acquisition in flight still obtains
	 * is forgotten with them.
	 */
	void forget();

}
