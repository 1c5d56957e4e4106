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

package io.github.iwaspring.test.support;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Reads and writes XML, untrusted XML included: with namespaces, without document types,
 * external entities and expansion. Elements are looked up only among direct children,
 * never in a whole tree.
 */
public final class Xml {

	private Xml() {
	}

	/**
	 * Reads a document.
	 * @param text the document
	 * @return the document
	 * @throws IOException if it is malformed or has a document type
	 */
	public static Document parse(String text) throws IOException {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
			factory.setNamespaceAware(true);
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
			factory.setXIncludeAware(false);
			factory.setExpandEntityReferences(false);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(null);
			return builder.parse(new InputSource(new StringReader(text)));
		}
		catch (SAXException ex) {
			throw new IOException("The XML is malformed or has a document type: " + ex.getMessage(), ex);
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Writes a node without a declaration and without indentation, so that signatures
	 * stay valid.
	 * @param node the node
	 * @return the text
	 */
	public static String write(Node node) {
		try {
			Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
			transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
			StringWriter text = new StringWriter();
			transformer.transform(new DOMSource(node), new StreamResult(text));
			return text.toString();
		}
		catch (TransformerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Escapes text for the content of an element or an attribute of XML or HTML.
	 * @param text the text
	 * @return the escaped text
	 */
	public static String escape(String text) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&apos;");
	}

	/**
	 * Returns the direct children with a name.
	 * @param parent the parent
	 * @param namespace the namespace of the children
	 * @param localName the local name of the children
	 * @return the children, in document order
	 */
	public static List<Element> children(Element parent, String namespace, String localName) {
		List<Element> children = new ArrayList<>();
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
			if (node instanceof Element element && namespace.equals(element.getNamespaceURI())
					&& localName.equals(element.getLocalName())) {
				children.add(element);
			}
		}
		return children;
	}

	/**
	 * Returns the only direct child with a name.
	 * @param parent the parent, or {@code null}
	 * @param namespace the namespace of the child
	 * @param localName the local name of the child
	 * @return the child, or {@code null} if there is none or there are several
	 */
	public static @Nullable Element child(@Nullable Element parent, String namespace, String localName) {
		if (parent == null) {
			return null;
		}
		List<Element> children = children(parent, namespace, localName);
		return (children.size() == 1) ? children.get(0) : null;
	}

	/**
	 * Returns the text of the only direct child with a name.
	 * @param parent the parent, or {@code null}
	 * @param namespace the namespace of the child
	 * @param localName the local name of the child
	 * @return the text without surrounding white space, or {@code null} as for
	 * {@link #child}
	 */
	public static @Nullable String text(@Nullable Element parent, String namespace, String localName) {
		Element child = child(parent, namespace, localName);
		return (child != null) ? child.getTextContent().strip() : null;
	}

}
