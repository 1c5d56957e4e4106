package io.github.iwaspring.store;

import java.io.IOException;

import com.sun.jna.platform.win32.Crypt32Util;

/**
 * The data protection of Windows (DPAPI): a content that is encrypted by the key of the
 * user who is signed in, and that no other user of the machine can read. Whether another
 * user may replace it is up to the folder. Nothing of JNA is loaded before the first use.
 *
 * @see <a href=
 * "https://learn.microsoft.com/en-us/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata">CryptProtectData</a>
 */
final class WindowsProtection implements Protection {

	@Override
	public String id() {
		return "dpapi";
	}

	@Override
	public byte[] protect(byte[] content) throws IOException {
		return call(() -> Crypt32Util.cryptProtectData(content));
	}

	@Override
	public byte[] unprotect(byte[] content) throws IOException {
		return call(() -> Crypt32Util.cryptUnprotectData(content));
	}

	/**
	 * Calls Windows through JNA, which may be absent or kept from its native part.
	 */
	private static byte[] call(Call call) throws IOException {
		try {
			return call.run();
		}
		catch (RuntimeException | LinkageError ex) {
			throw new IOException("Windows' data protection failed", ex);
		}
	}

	private interface Call {

		byte[] run();

	}

}
