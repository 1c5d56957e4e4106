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

package io.github.iwaspring.store;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.stream.Stream;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType.Unloaded;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A file that can be opened, but not be read beyond its first bytes: as on a failing
 * disk, or where another program has locked a part of it on Windows.
 */
final class BrokenFile {

	private final FileSystem fileSystem;

	private BrokenFile(FileSystem real, int readable) {
		FileSystemProvider provider = subclass(FileSystemProvider.class, (proxy, method, arguments) -> {
			Object result = invoke(method, real.provider(), arguments);
			return method.getName().equals("newByteChannel") ? channel((SeekableByteChannel) result, readable) : result;
		});
		this.fileSystem = subclass(FileSystem.class, (proxy, method, arguments) -> method.getName().equals("provider")
				? provider : invoke(method, real, arguments));
	}

	private static <T> T subclass(Class<T> type, InvocationHandler handler) {
		try (Unloaded<T> subclass = new ByteBuddy().subclass(type)
			.method(ElementMatchers.isPublic())
			.intercept(InvocationHandlerAdapter.of(handler))
			.make()) {
			return subclass.load(BrokenFile.class.getClassLoader()).getLoaded().getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the path by which a file cannot be read.
	 * @param readable how many bytes can be read
	 */
	static Path at(Path real, int readable) {
		return new BrokenFile(real.getFileSystem(), readable).path(real);
	}

	private Path path(Path real) {
		return (Path) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Real.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "real" -> real;
					case "getFileSystem" -> this.fileSystem;
					default -> wrapped(invoke(method, real, arguments));
				});
	}

	private Object wrapped(Object result) {
		return (result instanceof Path path) ? path(path) : result;
	}

	private static SeekableByteChannel channel(SeekableByteChannel real, int readable) {
		return (SeekableByteChannel) Proxy.newProxyInstance(BrokenFile.class.getClassLoader(),
				new Class<?>[] { SeekableByteChannel.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("read") && ((ByteBuffer) arguments[0]).remaining() > readable) {
						throw new IOException("Input/output error");
					}
					return invoke(method, real, arguments);
				});
	}

	private static Object invoke(Method method, Object real, Object[] arguments) throws Throwable {
		try {
			return method.invoke(real,
					Stream.ofNullable(arguments)
						.flatMap(Arrays::stream)
						.map((argument) -> (argument instanceof Real path) ? path.real() : argument)
						.toArray());
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * A path that knows the one that it stands for.
	 */
	private interface Real extends Path {

		Path real();

	}

}
