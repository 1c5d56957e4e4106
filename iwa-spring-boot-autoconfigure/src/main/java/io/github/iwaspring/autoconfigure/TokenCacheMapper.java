package io.github.iwaspring.autoconfigure;

import java.nio.file.Path;

import io.github.iwaspring.support.LocalDataFolder;
import org.jspecify.annotations.Nullable;

/**
 * The step from the properties of the token cache to the file that it is in.
 */
final class TokenCacheMapper {

	private final Problems problems;

	private final LocalDataFolder localData;

	TokenCacheMapper(Problems problems, LocalDataFolder localData) {
		this.problems = problems;
		this.localData = localData;
	}

	/**
	 * Finds the file.
	 * @param clientId the application id, which names the file; {@code null} if it was
	 * refused
	 * @return the file, or {@code null} for memory
	 */
	@Nullable Path map(IwaProperties.TokenCache cache, @Nullable String clientId) {
		if (cache.type() == TokenCacheType.MEMORY) {
			return null;
		}
		if (Values.isSet(cache.path())) {
			return new Values(this.problems).path(IwaProperty.TOKEN_CACHE_PATH, cache.path());
		}
		if (clientId == null) {
			return null;
		}
		Path folder = this.localData.find();
		if (folder == null) {
			this.problems.missing(IwaProperty.TOKEN_CACHE_PATH, IwaProperty.TOKEN_CACHE_TYPE, null);
			return null;
		}
		return folder.resolve("iwa").resolve(clientId + ".cache");
	}

}
