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

package io.github.iwaspring.directory;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The text of an XML document, in which elements are found by counting tags. A signed
 * element is passed on as it was received: an XML library would write it anew, each in
 * its own way.
 */
final class XmlText {

	private static final String XMLNS = "xmlns";

	private static final Pattern UNPREFIXED_TAG = Pattern.compile("<[^\\s:/>!?]++[\\s/>]");

	private XmlText() {
	}

	/**
	 * Counts the elements of a text. If it is not well-formed, the count is that of some
	 * beginning of it, which no parser gets beyond.
	 */
	static int countElements(String text) {
		int count = 0;
		for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', end(text, at))) {
			count += beginsElement(text, at) ? 1 : 0;
		}
		return count;
	}

	private static boolean beginsElement(String text, int at) {
		return !text.startsWith("</", at) && !text.startsWith("<!", at) && !text.startsWith("<?", at);
	}

	/**
	 * Returns an element of a well-formed document without a document type.
	 * @param ordinal how many elements begin before it
	 */
	static String element(String text, int ordinal) {
		int depth = 0;
		int begun = -1;
		int start = -1;
		for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
			int end = end(text, at);
			if (text.startsWith("</", at)) {
				depth--;
			}
			else if (beginsElement(text, at)) {
				begun++;
				if (begun == ordinal) {
					start = at;
					depth = 0;
				}
				depth += text.startsWith("/>", end - 2) ? 0 : 1;
			}
			if (start >= 0 && depth == 0) {
				return text.substring(start, end);
			}
			at = end;
		}
		throw new IllegalStateException("The element is not in the text");
	}

	/**
	 * Returns the end of a piece of markup, which is that of the text if it never ends.
	 */
	private static int end(String text, int start) {
		if (text.startsWith("<!--", start)) {
			return behind(text, "-->", start + 4);
		}
		if (text.startsWith("<![CDATA[", start)) {
			return behind(text, "]]>", start);
		}
		if (text.startsWith("<?", start)) {
			return behind(text, "?>", start);
		}
		char quote = 0;
		for (int at = start; at < text.length(); at++) {
			char character = text.charAt(at);
			if (quote == 0 && character == '>') {
				return at + 1;
			}
			if (quote == 0 && (character == '"' || character == '\'')) {
				quote = character;
			}
			else if (quote == character) {
				quote = 0;
			}
		}
		return text.length();
	}

	private static int behind(String text, String delimiter, int start) {
		int at = text.indexOf(delimiter, start);
		return (at >= 0) ? at + delimiter.length() : text.length();
	}

	/**
	 * Adds the namespace declarations of an element's ancestors that it uses, and no
	 * others: Entra ID is reported to refuse an assertion with superfluous ones.
	 * @param source the element's text
	 * @param element the element
	 */
	static String standalone(String source, Element element) {
		Set<String> declared = new HashSet<>();
		attributes(element, declared, source, new StringBuilder());
		StringBuilder added = new StringBuilder();
		for (Node node = element.getParentNode(); node instanceof Element ancestor; node = node.getParentNode()) {
			attributes(ancestor, declared, source, added);
		}
		int behindName = 1 + element.getTagName().length();
		return source.substring(0, behindName) + added + source.substring(behindName);
	}

	private static void attributes(Element element, Set<String> declared, String source, StringBuilder added) {
		NamedNodeMap attributes = element.getAttributes();
		for (int i = 0; i < attributes.getLength(); i++) {
			Attr attribute = (Attr) attributes.item(i);
			boolean isDefault = attribute.getName().equals(XMLNS);
			if ((isDefault || attribute.getName().startsWith(XMLNS + ":")) && declared.add(attribute.getName())
					&& (isDefault ? usesDefault(source, attribute) : uses(source, attribute.getLocalName()))) {
				added.append(' ')
					.append(attribute.getName())
					.append("=\"")
					.append(escape(attribute.getValue()))
					.append('"');
			}
		}
	}

	private static boolean usesDefault(String source, Attr declaration) {
		return !declaration.getValue().isEmpty() && UNPREFIXED_TAG.matcher(source).find();
	}

	/**
	 * Whether a prefix may be in use, also in a value: {@code xsi:type="xs:string"}.
	 */
	private static boolean uses(String source, String prefix) {
		return Pattern.compile("(?<![\\w.-])" + Pattern.quote(prefix) + ":").matcher(source).find();
	}

	private static String escape(String value) {
		return value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
	}

}
