package io.github.iwaspring.test.support;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Steps from an element to its direct children. Nothing here searches a whole tree: what
 * is read is where it has to be.
 */
public final class Elements {

	private Elements() {
	}

	/**
	 * The direct children with a name.
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
	 * The one direct child with a name.
	 * @param parent the parent, or {@code null}
	 * @param namespace the namespace of the child
	 * @param localName the local name of the child
	 * @return the child, or {@code null} if there is none or more than one
	 */
	public static @Nullable Element child(@Nullable Element parent, String namespace, String localName) {
		if (parent == null) {
			return null;
		}
		List<Element> children = children(parent, namespace, localName);
		return (children.size() == 1) ? children.get(0) : null;
	}

	/**
	 * The text of the one direct child with a name.
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
