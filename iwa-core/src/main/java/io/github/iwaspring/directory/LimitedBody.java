package io.github.iwaspring.directory;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/**
 * A body as a string of at most so many bytes. What is larger ends the transfer.
 */
final class LimitedBody implements BodySubscriber<String> {

	private final BodySubscriber<String> body = BodySubscribers.ofString(StandardCharsets.UTF_8);

	private final CompletableFuture<String> result = new CompletableFuture<>();

	private long left;

	private @Nullable Subscription subscription;

	private LimitedBody(long limit) {
		this.left = limit;
		this.body.getBody().whenComplete((text, failure) -> {
			if (failure != null) {
				this.result.completeExceptionally(failure);
			}
			else {
				this.result.complete(text);
			}
		});
	}

	static BodyHandler<String> of(long limit) {
		return (head) -> new LimitedBody(limit);
	}

	@Override
	public CompletionStage<String> getBody() {
		return this.result;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		this.body.onSubscribe(subscription);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		for (ByteBuffer buffer : buffers) {
			this.left -= buffer.remaining();
		}
		if (this.left >= 0) {
			this.body.onNext(buffers);
		}
		else if (this.subscription != null) {
			this.subscription.cancel();
			this.result.completeExceptionally(new TooLargeException());
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.body.onError(failure);
	}

	@Override
	public void onComplete() {
		this.body.onComplete();
	}

	/**
	 * Thrown by a body beyond its limit.
	 */
	static final class TooLargeException extends IOException {

	}

}
