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

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import io.github.iwaspring.IwaErrorCode;
import io.github.iwaspring.IwaException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A response body that is an XML document, without a document type and so without
 * entities, and of a bounded depth and number of elements. Everything here takes time in
 * proportion to the document: no deadline could interrupt it.
 *
 * @param document the document
 * @param text the body
 */
record Xml(Document document, String text) {

	/**
	 * The nesting of elements: many times what a directory needs, and safe for recursion.
	 */
	private static final String MAX_DEPTH = "200";

	/**
	 * The number of elements: ten times what the largest federation metadata has.
	 */
	private static final int MAX_ELEMENTS = 20_000;

	private static final String ANY = "*";

	/**
	 * Parses a body.
	 * @return the document, or {@code null} if the body is anything else, or an
	 * unsuccessful response with too many elements
	 * @throws IwaException if a successful response has too many elements
	 */
	static @Nullable Xml parse(DirectoryRequest request, DirectoryResponse response) {
		if (XmlText.countElements(response.body()) > MAX_ELEMENTS) {
			if (!response.isOk()) {
				return null;
			}
			throw request
				.failure(IwaErrorCode.RESPONSE_INVALID, response,
						"The response has more than " + MAX_ELEMENTS + " XML elements and was not read.")
				.action(DirectoryResponse.CHECK_PROXY + " Check what answers at that address.")
				.build();
		}
		return parse(response.body());
	}

	private static @Nullable Xml parse(String body) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", MAX_DEPTH);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new DefaultHandler());
			return new Xml(builder.parse(new InputSource(new StringReader(body))), body);
		}
		catch (SAXException | IOException notXml) {
			return null;
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException("The JDK's XML parser lacks a feature", ex);
		}
	}

	/**
	 * Returns the text of the first element with a local name, in any namespace.
	 * @return the text, empty if there is no such element
	 */
	String text(String localName) {
		List<Element> elements = elements(ANY, localName);
		return elements.isEmpty() ? "" : elements.get(0).getTextContent().strip();
	}

	/**
	 * Returns the elements of a name.
	 * @param namespace the namespace, or {@code *} for any
	 * @param localName the local name, or {@code *} for any
	 * @return the elements, in document order
	 */
	List<Element> elements(String namespace, String localName) {
		return elements(this.document, namespace, localName);
	}

	/**
	 * Returns the elements of a name below a node. The JDK's own list searches the rest
	 * of the document each time its length is asked for.
	 */
	static List<Element> elements(Node parent, String namespace, String localName) {
		List<Element> elements = new ArrayList<>();
		for (Node node = next(parent, parent); node != null; node = next(node, parent)) {
			if (node instanceof Element element && fits(element.getNamespaceURI(), namespace)
					&& fits(element.getLocalName(), localName)) {
				elements.add(element);
			}
		}
		return elements;
	}

	private static boolean fits(@Nullable String actual, String expected) {
		return expected.equals(ANY) || expected.equals(actual);
	}

	/**
	 * Returns the node that follows another one in document order, within an ancestor.
	 */
	private static @Nullable Node next(Node node, Node ancestor) {
		if (node.getFirstChild() != null) {
			return node.getFirstChild();
		}
		Node current = node;
		while (current != ancestor) {
			if (current.getNextSibling() != null) {
				return current.getNextSibling();
			}
			current = current.getParentNode();
		}
		return null;
	}

	boolean has(String localName) {
		return !elements(ANY, localName).isEmpty();
	}

	/**
	 * Returns an element as it stands in the body, character by character, as a document
	 * of its own: with those namespace declarations of its ancestors that it uses.
	 */
	String source(Element element) {
		return XmlText.standalone(XmlText.element(this.text, elements(ANY, ANY).indexOf(element)), element);
	}

	/**
	 * Omits the text, which may hold an assertion.
	 */
	@Override
	public String toString() {
		return "Xml[" + this.document.getDocumentElement().getTagName() + "]";
	}

}
