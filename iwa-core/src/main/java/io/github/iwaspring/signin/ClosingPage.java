package io.github.iwaspring.signin;

/**
 * What the browser shows when the sign-in page is done. Says what to do next, and repeats
 * nothing of what the browser brought.
 */
final class ClosingPage {

	static final String ANSWERED = page("Back to the application", "#2e8b57",
			"Your sign-in has been handed over. Close this tab and return to the application, which goes on by itself.");

	static final String NOT_ANSWERED = page("Not signed in", "#d9534f",
			"Nothing was handed over. Close this tab and return to the application, which says why and what to do.");

	private ClosingPage() {
	}

	private static String page(String title, String mark, String text) {
		return """
				<!DOCTYPE html>
				<html lang="en"><head><meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
				<title>%1$s</title>
				<style>
				body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; }
				main { border-left: .3rem solid %2$s; padding: .25rem 0 .25rem 1.5rem; }
				h1 { font-size: 1.75rem; line-height: 1.3; margin: 0; }
				p { margin: .75rem 0 0; }
				</style>
				</head><body><main><h1>%1$s</h1><p>%3$s</p></main></body></html>
				"""
			.formatted(title, mark, text);
	}

}
