package io.github.iwaspring.token;

import io.github.iwaspring.IwaException;
import io.github.iwaspring.IwaToken;

/**
 * The slow way to a token: the one that may ask the directory. Called on threads that may
 * block, by several of them at once for different requests.
 */
public interface TokenAcquirer {

	/**
	 * Acquires a token, keeping {@link Acquisition#enter the stage} up to date.
	 * @param acquisition what is wanted, and until when
	 * @return a token that is valid now
	 * @throws IwaException if no token can be had
	 */
	IwaToken acquire(Acquisition acquisition);

	/**
	 * Forgets the user's account and tokens. What an acquisition in flight still obtains
	 * is forgotten with them.
	 */
	void forget();

}
