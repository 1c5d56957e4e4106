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

package io.github.iwaspring.test.entra;

import java.security.PublicKey;
import java.util.List;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;

import io.github.iwaspring.test.support.Xml;
import org.w3c.dom.Element;

/**
 * Verifies the signature of an assertion. Accepts only what AD FS sends: one enveloped
 * signature over the whole element that is read afterwards. Any other form of XML
 * signature is refused, so that signature wrapping is impossible.
 */
final class AssertionSignature {

	private AssertionSignature() {
	}

	/**
	 * Verifies the signature.
	 * @param assertion the document element
	 * @param idAttribute the attribute with its id
	 * @param key the key to verify with, regardless of the key that the signature names
	 * @return whether the key signed the whole assertion
	 */
	static boolean isValid(Element assertion, String idAttribute, PublicKey key) {
		String id = assertion.getAttribute(idAttribute);
		List<Element> signatures = Xml.children(assertion, XMLSignature.XMLNS, "Signature");
		if (id.isEmpty() || signatures.size() != 1 || !isOnlyOne(assertion, signatures.get(0))) {
			return false;
		}
		assertion.setIdAttribute(idAttribute, true);
		DOMValidateContext context = new DOMValidateContext(key, signatures.get(0));
		context.setProperty("org.jcp.xml.dsig.secureValidation", true);
		try {
			XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
			return signature.getObjects().isEmpty() && covers(signature.getSignedInfo(), id)
					&& signature.validate(context);
		}
		catch (MarshalException | XMLSignatureException ex) {
			return false;
		}
	}

	private static boolean isOnlyOne(Element assertion, Element signature) {
		return assertion.getElementsByTagNameNS(assertion.getNamespaceURI(), assertion.getLocalName()).getLength() == 0
				&& assertion.getElementsByTagNameNS(signature.getNamespaceURI(), signature.getLocalName())
					.getLength() == 1;
	}

	private static boolean covers(SignedInfo info, String id) {
		if (info.getReferences().size() != 1) {
			return false;
		}
		Reference reference = info.getReferences().get(0);
		List<String> transforms = reference.getTransforms().stream().map(Transform::getAlgorithm).toList();
		return CanonicalizationMethod.EXCLUSIVE.equals(info.getCanonicalizationMethod().getAlgorithm())
				&& SignatureMethod.RSA_SHA256.equals(info.getSignatureMethod().getAlgorithm())
				&& ("#" + id).equals(reference.getURI())
				&& DigestMethod.SHA256.equals(reference.getDigestMethod().getAlgorithm())
				&& transforms.equals(List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE));
	}

}
