package io.github.iwaspring.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link CacheFile}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs the permissions and links of POSIX")
@ExtendWith(OutputCaptureExtension.class)
class CacheFileTests {

	@TempDir
	private Path folder;

	private Path path;

	@BeforeEach
	void choosePath() {
		this.path = this.folder.resolve("app").resolve("tokens.cache");
	}

	@Test
	void whatIsWrittenIsReadByAnother(CapturedOutput output) {
		write("tökens");
		assertThat(file().read()).isEqualTo("tökens");
		write("others");
		assertThat(file().read()).isEqualTo("others");
		assertThat(output).doesNotContain("token cache");
	}

	@Test
	void aMissingFileIsNoReasonForAWarning(CapturedOutput output) {
		assertThat(file().read()).isNull();
		assertThat(file().stamp()).isNull();
		assertThat(output).doesNotContain("token cache");
	}

	@Test
	void nothingIsCreatedBeforeItIsNeeded() {
		file().read();
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void onlyTheOwnerMayReadAnythingFromTheFirstByteOn() throws IOException {
		write("tokens");
		assertThat(permissions(this.path.getParent())).isEqualTo("rwx------");
		try (Stream<Path> files = Files.list(this.path.getParent())) {
			assertThat(files).hasSize(2).allSatisfy((file) -> assertThat(permissions(file)).isEqualTo("rw-------"));
		}
	}

	@Test
	void theStampTellsAReplacedFile() {
		write("one");
		Object before = file().stamp();
		assertThat(file().stamp()).isEqualTo(before);
		write("two");
		assertThat(file().stamp()).isNotEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 20, 100 })
	void aTruncatedFileIsSetAside(int length, CapturedOutput output) throws IOException {
		write("tokens that are worth more than a hundred bytes");
		Files.write(this.path, Arrays.copyOf(Files.readAllBytes(this.path), length));
		assertSetAside(output);
	}

	@Test
	void aFileWithOneWrongBitIsSetAside(CapturedOutput output) throws IOException {
		write("tokens");
		byte[] bytes = Files.readAllBytes(this.path);
		bytes[bytes.length - 1] ^= 1;
		Files.write(this.path, bytes);
		assertSetAside(output);
	}

	@Test
	void aFileOfSomethingElseIsSetAside(CapturedOutput output) throws IOException {
		write("tokens");
		Files.write(this.path, new byte[9 << 20]);
		assertSetAside(output);
	}

	private void assertSetAside(CapturedOutput output) {
		CacheFile file = file();
		assertThat(file.read()).isNull();
		assertThat(file.read()).isNull();
		assertThat(this.path).doesNotExist();
		assertThat(this.path.resolveSibling("tokens.cache.damaged")).exists();
		assertThat(output).containsOnlyOnce("The token cache tokens.cache was damaged");
		write("new tokens");
		assertThat(file.read()).isEqualTo("new tokens");
	}

	@Test
	void aSymbolicLinkIsNeitherReadNorReplacedNorDeleted(CapturedOutput output) throws IOException {
		write("tokens");
		Path target = Files.move(this.path, this.folder.resolve("target"));
		Files.createSymbolicLink(this.path, target);
		assertLeftAlone("is a symbolic link", output);
		assertThat(this.path).isSymbolicLink();
		assertThat(target).exists();
	}

	@Test
	void aFolderIsLeftAlone(CapturedOutput output) throws IOException {
		Files.createDirectories(this.path);
		assertLeftAlone("is no regular file", output);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-r-----", "rw----r--", "rw--w----", "rw-----w-" })
	void aFileThatOthersMayReadOrWriteIsNotUsedAndDeletedIfItIsOurs(String permissions, CapturedOutput output)
			throws IOException {
		write("tokens");
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString(permissions));
		assertUnused("may be read or written by other users", output);
		file().delete("tokens of another client"::equals);
		assertThat(this.path).exists();
		file().delete("tokens"::equals);
		assertThat(this.path).doesNotExist();
	}

	@Test
	void aDamagedCacheThatOthersMayReadIsDeleted() throws IOException {
		write("tokens");
		Files.writeString(this.path, Files.readString(this.path).substring(0, 20));
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString("rw-r--r--"));
		file().delete((text) -> false);
		assertThat(this.path).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "rw-------", "rw-r--r--" })
	void aFileThatWasNamedByMistakeIsNeverDeleted(String permissions) throws IOException {
		write("tokens");
		Files.writeString(this.path, "somebody's only copy");
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString(permissions));
		file().delete((text) -> true);
		assertThat(this.path).hasContent("somebody's only copy");
	}

	@Test
	void aFileThatWasNamedByMistakeIsKeptBesideTheCache() throws IOException {
		write("tokens");
		Files.writeString(this.path, "somebody's only copy");
		file().read();
		write("new tokens");
		file().delete((text) -> true);
		assertThat(this.path).doesNotExist();
		assertThat(this.path.resolveSibling("tokens.cache.damaged")).hasContent("somebody's only copy");
	}

	@Test
	void aFileOfAnotherUserIsLeftAlone(CapturedOutput output) throws IOException {
		write("tokens");
		assumeThat(canGiveAway(this.path)).as("only root gives files away").isTrue();
		assertLeftAlone("belongs to another user", output);
	}

	private void assertLeftAlone(String cause, CapturedOutput output) {
		CacheFile file = assertUnused(cause, output);
		Object before = file.stamp();
		file.delete((text) -> true);
		assertThat(file.stamp()).isEqualTo(before);
	}

	private CacheFile assertUnused(String cause, CapturedOutput output) {
		CacheFile file = file();
		assertThat(file.read()).isNull();
		assertThat(file.read()).isNull();
		Object before = file.stamp();
		try (CacheFile.Turn turn = file.lock()) {
			file.write("new tokens");
		}
		assertThat(file.stamp()).isEqualTo(before);
		assertThat(output).containsOnlyOnce("The token cache tokens.cache " + cause);
		return file;
	}

	@Test
	void aFolderThatCannotBeCreatedCostsTheCacheOneWarning(CapturedOutput output) throws IOException {
		Files.writeString(this.path.getParent(), "a file where the folder should be");
		CacheFile file = file();
		for (int i = 0; i < 3; i++) {
			assertThat(file.lock()).isNull();
			assertThat(file.read()).isNull();
		}
		assertThat(StringUtils.countOccurrencesOf(output.toString(), "The token cache")).isLessThanOrEqualTo(2);
		assertThat(output).contains("cannot be written");
	}

	@Test
	void aFullDiskLeavesTheFormerContent(CapturedOutput output) throws Exception {
		Path disk = Files.createDirectory(this.folder.resolve("disk"));
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString())).as("only root mounts")
			.isTrue();
		try {
			this.path = disk.resolve("tokens.cache");
			write("tokens");
			write("x".repeat(100_000));
			assertThat(file().read()).isEqualTo("tokens");
			assertThat(disk.resolve("tokens.cache.tmp")).doesNotExist();
			assertThat(output).containsOnlyOnce("The token cache tokens.cache cannot be written");
		}
		finally {
			run("umount", disk.toString());
		}
	}

	@Test
	void whatAProcessThatDiedHasBegunIsWrittenAnew() throws IOException {
		write("tokens");
		Files.writeString(this.path.resolveSibling("tokens.cache.tmp"), "half a tok");
		write("others");
		assertThat(file().read()).isEqualTo("others");
	}

	@Test
	void writersTakeTurns() throws Exception {
		CacheFile first = file();
		CompletableFuture<Boolean> turn;
		try (CacheFile.Turn held = first.lock()) {
			assertThat(held).isNotNull();
			turn = CompletableFuture.supplyAsync(this::takeTurn);
			assertThat(turn).isNotDone();
		}
		assertThat(turn.get(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aTurnThatIsNotGivenBackIsNotWaitedForLong(CapturedOutput output) throws Exception {
		try (CacheFile.Turn held = file().lock()) {
			assertThat(held).isNotNull();
			assertThat(CompletableFuture.supplyAsync(this::takeTurn).get(10, TimeUnit.SECONDS)).isFalse();
		}
		assertThat(output).contains("is being written by another process");
	}

	@Test
	void aLockThatIsHeldByAnotherCopyOfThisClassIsWaitedFor(CapturedOutput output) throws Exception {
		write("tokens");
		try (FileChannel other = FileChannel.open(this.path.resolveSibling("tokens.cache.lock"),
				StandardOpenOption.WRITE); FileLock held = other.lock()) {
			assertThat(held.isValid()).isTrue();
			assertThat(takeTurn()).isFalse();
		}
		assertThat(output).contains("is being written by another process");
		assertThat(takeTurn()).isTrue();
	}

	@Test
	void aThreadMayTakeItsTurnTwice() {
		CacheFile file = file();
		try (CacheFile.Turn outer = file.lock(); CacheFile.Turn inner = file.lock()) {
			assertThat(inner).isNotNull();
		}
		assertThat(CompletableFuture.supplyAsync(this::takeTurn)).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(true);
	}

	@Test
	void deletingTakesWhatWasSetAsideToo() throws IOException {
		write("tokens");
		Files.writeString(this.path, Files.readString(this.path).substring(0, 20));
		file().read();
		write("new tokens");
		file().delete("new tokens"::equals);
		assertThat(this.path).doesNotExist();
		assertThat(this.path.resolveSibling("tokens.cache.damaged")).doesNotExist();
	}

	@Test
	void somebodyElsesContentIsNotDeleted() {
		write("tokens of another client");
		file().delete("tokens"::equals);
		assertThat(this.path).exists();
	}

	@Test
	void anInterruptedThreadWritesNothingAndStaysInterrupted(CapturedOutput output) {
		write("tokens");
		Thread.currentThread().interrupt();
		try {
			write("others");
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
		assertThat(file().read()).isEqualTo("tokens");
		assertThat(output).doesNotContain("token cache");
	}

	private boolean takeTurn() {
		try (CacheFile.Turn turn = file().lock()) {
			return turn != null;
		}
	}

	private void write(String text) {
		CacheFile file = file();
		try (CacheFile.Turn turn = file.lock()) {
			if (turn != null) {
				file.write(text);
			}
		}
	}

	private CacheFile file() {
		return new CacheFile(this.path, Protection.NONE);
	}

	private static boolean canGiveAway(Path file) {
		try {
			Files.setAttribute(file, "unix:uid", 65534);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean run(String... command) throws Exception {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getInputStream().readAllBytes();
		return process.waitFor() == 0;
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
