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

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A response body that is an XML document, without a document type and so without
 * entities, and of a bounded depth.
 *
 * @param document the document
 */
record Xml(Document document) {

	/**
	 * The nesting of elements: many times what a directory needs, and safe for recursion.
	 */
	private static final String MAX_DEPTH = "200";

	/**
	 * Parses a body.
	 * @return the document, or {@code null} if the body is anything else
	 */
	static @Nullable Xml parse(String body) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", MAX_DEPTH);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new DefaultHandler());
			return new Xml(builder.parse(new InputSource(new StringReader(body))));
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
		NodeList elements = this.document.getElementsByTagNameNS("*", localName);
		return (elements.getLength() > 0) ? elements.item(0).getTextContent().strip() : "";
	}

	/**
	 * Returns the elements of a name.
	 * @param namespace the namespace, or {@code *} for any
	 * @param localName the local name
	 * @return the elements, in document order
	 */
	List<Element> elements(String namespace, String localName) {
		return list(this.document.getElementsByTagNameNS(namespace, localName));
	}

	/**
	 * Returns the elements of a name below an element.
	 */
	static List<Element> elements(Element parent, String namespace, String localName) {
		return list(parent.getElementsByTagNameNS(namespace, localName));
	}

	private static List<Element> list(NodeList nodes) {
		List<Element> elements = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			elements.add((Element) nodes.item(i));
		}
		return elements;
	}

	boolean has(String localName) {
		return this.document.getElementsByTagNameNS("*", localName).getLength() > 0;
	}

}
