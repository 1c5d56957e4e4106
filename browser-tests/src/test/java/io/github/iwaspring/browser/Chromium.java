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

package io.github.iwaspring.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Chromium without a window. It finds fields and buttons by the stable ids of the sign-in
 * page.
 */
final class Chromium implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Path profile;

	private final ChromeDriverService service;

	private final RemoteWebDriver driver;

	/**
	 * Starts the browser.
	 * @param trusted the hash of the only key that it trusts
	 * @param profile the folder of its profile
	 */
	Chromium(String trusted, Path profile) throws IOException {
		this.profile = profile;
		ChromeOptions options = new ChromeOptions();
		options.setBinary(Commands.find("chromium").toFile());
		options.addArguments("--headless=new", "--window-size=900,500", "--disable-dev-shm-usage",
				"--disable-background-networking", "--user-data-dir=" + profile,
				"--ignore-certificate-errors-spki-list=" + trusted);
		options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
		if (System.getProperty("user.name").equals("root")) {
			options.addArguments("--no-sandbox");
		}
		this.service = new ChromeDriverService.Builder().usingDriverExecutable(Commands.find("chromedriver").toFile())
			.usingAnyFreePort()
			.build();
		this.service.start();
		this.driver = connect(options);
		this.driver.manage().timeouts().implicitlyWait(PATIENCE);
	}

	private RemoteWebDriver connect(ChromeOptions options) {
		try {
			return new RemoteWebDriver(this.service.getUrl(), options);
		}
		catch (RuntimeException ex) {
			this.service.stop();
			throw ex;
		}
	}

	Chromium open(URI page) {
		this.driver.get(page.toString());
		return this;
	}

	Chromium type(String field, String text) {
		this.driver.findElement(By.id(field)).sendKeys(text);
		return this;
	}

	/**
	 * Presses a button that leads to another page and waits until the old page is gone,
	 * because the next page can have a button with the same id.
	 */
	Chromium press(String button) {
		WebElement pressed = this.driver.findElement(By.id(button));
		pressed.click();
		untilGone(pressed);
		return this;
	}

	/**
	 * Waits until an element is gone. While the page changes, chromedriver can fail with
	 * other errors than a stale element.
	 */
	private void untilGone(WebElement element) {
		new WebDriverWait(this.driver, PATIENCE).ignoring(WebDriverException.class)
			.until(ExpectedConditions.stalenessOf(element));
	}

	String title() {
		return this.driver.findElement(By.id("title")).getText();
	}

	/**
	 * Returns the title of the application's last page. It has no id, unlike the titles
	 * of the directory's pages.
	 */
	String closingTitle() {
		return this.driver.findElement(By.cssSelector("h1:not([id])")).getText();
	}

	/**
	 * Opens a page in a new tab and closes the tab when the page is shown.
	 */
	void openAndClose(URI page) {
		String first = this.driver.getWindowHandle();
		this.driver.switchTo().newWindow(WindowType.TAB);
		open(page).driver.findElement(By.id("sign-in"));
		this.driver.close();
		this.driver.switchTo().window(first);
	}

	RemoteWebDriver driver() {
		return this.driver;
	}

	/**
	 * Sends a command of the Chrome DevTools Protocol.
	 * @param parameters a JSON object
	 */
	void devTools(String command, String parameters) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(
					URI.create(this.service.getUrl() + "/session/" + this.driver.getSessionId() + "/goog/cdp/execute"))
			.POST(BodyPublishers.ofString("{\"cmd\":\"" + command + "\",\"params\":" + parameters + "}"))
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new AssertionError(command + ": " + response.body());
		}
	}

	/**
	 * Returns what the console of the page has shown since the last call, such as
	 * violations of its content security policy.
	 */
	List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	/**
	 * Shows text, such as the output of a program.
	 */
	Chromium openText(String text) {
		String html = "<meta charset=utf-8><body style='margin: 1rem; background: #1e1e1e; color: #ddd'><pre>" + text;
		return open(URI.create(
				"data:text/html;base64," + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8))));
	}

	/**
	 * Saves a screenshot.
	 * @return the file
	 */
	Path picture(String name) throws IOException {
		Path folder = Files.createDirectories(Path.of(System.getProperty("pictures")));
		return Files.write(folder.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

	/**
	 * Ends the browser and waits for the end of its processes.
	 */
	@Override
	public void close() throws Exception {
		List<ProcessHandle> processes = ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").contains(this.profile.toString()))
			.flatMap((process) -> Stream.concat(Stream.of(process), process.descendants()))
			.distinct()
			.toList();
		this.driver.quit();
		this.service.stop();
		for (ProcessHandle process : processes) {
			process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
	}

}
