package io.github.iwaspring.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The form of a cache file: one line that says what it is, how it is protected, and the
 * SHA-256 of the rest; then the rest. So every damage is seen.
 */
final class Envelope {

	private static final String NAME = "iwa-cache-1";

	private static final int LONGEST_LINE = 128;

	private Envelope() {
	}

	static byte[] seal(String text, Protection protection) throws IOException {
		byte[] content = protection.protect(text.getBytes(StandardCharsets.UTF_8));
		byte[] line = (NAME + " " + protection.id() + " " + hash(content) + "\n").getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(line.length + content.length).put(line).put(content).array();
	}

	/**
	 * Opens what was sealed.
	 * @throws DamagedFileException if it is not whole, or something else
	 * @throws IOException if it cannot be read here
	 */
	static String open(byte[] sealed, Protection protection) throws IOException {
		int end = 0;
		while (end < Math.min(sealed.length, LONGEST_LINE) && sealed[end] != '\n') {
			end++;
		}
		byte[] content = Arrays.copyOfRange(sealed, Math.min(end + 1, sealed.length), sealed.length);
		String line = new String(sealed, 0, end, StandardCharsets.US_ASCII);
		if (!line.equals(NAME + " " + protection.id() + " " + hash(content))) {
			throw new DamagedFileException("not a whole cache file");
		}
		return decode(protection.unprotect(content));
	}

	/**
	 * Whether a file was an envelope, of which not even the beginning may be left. One
	 * that is missing passes for it.
	 */
	static boolean isBegunIn(AtomicFile file) throws IOException {
		return NAME.startsWith(new String(file.start(NAME.length()), StandardCharsets.US_ASCII));
	}

	private static String decode(byte[] text) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
	}

	private static String hash(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

}
