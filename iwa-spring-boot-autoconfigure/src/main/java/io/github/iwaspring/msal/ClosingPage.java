package io.github.iwaspring.msal;

/**
 * What the browser shows when the sign-in page is done. Says what to do next, and repeats
 * nothing of what the browser brought.
 */
final class ClosingPage {

	static final String ANSWERED = page("Back to the application",
			"Your sign-in has been handed over. Close this tab and return to the application, which goes on by itself.");

	static final String NOT_ANSWERED = page("Not signed in",
			"Nothing was handed over. Close this tab and return to the application, which says why and what to do.");

	private ClosingPage() {
	}

	private static String page(String title, String text) {
		return """
				<!DOCTYPE html>
				<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
				<meta name="referrer" content="no-referrer"><title>%1$s</title>
				<style>body{font-family:system-ui,sans-serif;margin:4rem auto;max-width:36rem;padding:0 1rem}</style>
				</head><body><main><h1>%1$s</h1><p>%2$s</p></main></body></html>
				""".formatted(title, text);
	}

}
