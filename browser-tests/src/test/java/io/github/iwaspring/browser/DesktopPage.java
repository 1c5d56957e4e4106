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

import java.time.Duration;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The page of the desktop application, and the person in front of it.
 */
final class DesktopPage {

	private final Chromium browser;

	private final RemoteWebDriver driver;

	private final WebDriverWait patience;

	DesktopPage(Chromium browser) {
		this.browser = browser;
		this.driver = browser.driver();
		this.patience = new WebDriverWait(this.driver, Duration.ofSeconds(30));
	}

	/**
	 * Waits until an element shows a text.
	 */
	DesktopPage shows(String id, String text) {
		this.patience.until(ExpectedConditions.textToBePresentInElementLocated(By.id(id), text));
		return this;
	}

	DesktopPage hides(String id) {
		this.patience.until(ExpectedConditions.invisibilityOfElementLocated(By.id(id)));
		return this;
	}

	/**
	 * Waits until the page has so many elements.
	 */
	DesktopPage has(int number, String selector) {
		this.patience.until(ExpectedConditions.numberOfElementsToBe(By.cssSelector(selector), number));
		return this;
	}

	/**
	 * Presses a button and waits until its request has been answered.
	 */
	DesktopPage press(String id) {
		this.driver.findElement(By.id(id)).click();
		return settled(id);
	}

	/**
	 * Presses a key, and waits until the request of the focused button, if it caused one,
	 * has been answered.
	 */
	DesktopPage key(CharSequence key) {
		String focused = focused();
		new Actions(this.driver).sendKeys(key).perform();
		return focused.isEmpty() ? this : settled(focused);
	}

	DesktopPage backwards() {
		new Actions(this.driver).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
		return this;
	}

	private DesktopPage settled(String id) {
		this.patience.until((driver) -> driver.findElement(By.id(id)).getDomAttribute("aria-busy") == null);
		return this;
	}

	/**
	 * Returns the id of the focused element.
	 */
	String focused() {
		return this.driver.switchTo().activeElement().getDomProperty("id");
	}

	String text(String id) {
		return this.driver.findElement(By.id(id)).getText();
	}

	boolean isShown(String id) {
		return this.driver.findElement(By.id(id)).isDisplayed();
	}

	int count(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).size();
	}

	/**
	 * Returns a property of the style that an element has now.
	 */
	String style(String selector, String property) {
		WebElement element = this.driver.findElement(By.cssSelector(selector));
		return element.getCssValue(property);
	}

	Object script(String expression) {
		return this.driver.executeScript("return " + expression);
	}

	DesktopPage resize(int width, int height) throws Exception {
		this.browser.devTools("Emulation.setDeviceMetricsOverride",
				"{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
		return this;
	}

	DesktopPage offline(boolean offline) throws Exception {
		this.browser.devTools("Network.enable", "{}");
		this.browser.devTools("Network.emulateNetworkConditions",
				"{\"offline\":" + offline + ",\"latency\":0,\"downloadThroughput\":-1,\"uploadThroughput\":-1}");
		return this;
	}

	/**
	 * Sets what the person prefers, such as {@code prefers-color-scheme}.
	 */
	DesktopPage prefer(String feature, String value) throws Exception {
		this.browser.devTools("Emulation.setEmulatedMedia",
				"{\"features\":[{\"name\":\"" + feature + "\",\"value\":\"" + value + "\"}]}");
		return this;
	}

}
