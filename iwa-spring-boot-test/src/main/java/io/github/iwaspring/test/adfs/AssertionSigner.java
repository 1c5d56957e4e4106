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

package io.github.iwaspring.test.adfs;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;

import io.github.iwaspring.test.pki.KeyMaterial;
import io.github.iwaspring.test.support.Xml;
import org.w3c.dom.Element;

/**
 * Signs assertions as AD FS does, with one enveloped signature over the whole element.
 * The signature follows the issuer in SAML 2.0 and ends the element in SAML 1.1.
 */
final class AssertionSigner {

	private AssertionSigner() {
	}

	static String sign(String unsigned, SamlVersion version, KeyMaterial key) {
		XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
		try {
			Element assertion = Xml.parse(unsigned).getDocumentElement();
			assertion.setIdAttribute(version.idAttribute(), true);
			Reference reference = signatures.newReference("#" + assertion.getAttribute(version.idAttribute()),
					signatures.newDigestMethod(DigestMethod.SHA256, null),
					List.of(signatures.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
							signatures.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
					null, null);
			SignedInfo signedInfo = signatures.newSignedInfo(
					signatures.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE,
							(C14NMethodParameterSpec) null),
					signatures.newSignatureMethod(SignatureMethod.RSA_SHA256, null), List.of(reference));
			signatures.newXMLSignature(signedInfo, keyInfo(signatures.getKeyInfoFactory(), key))
				.sign(context(assertion, version, key));
			return Xml.write(assertion);
		}
		catch (IOException | GeneralSecurityException | MarshalException | XMLSignatureException ex) {
			throw new IllegalStateException("An assertion could not be signed", ex);
		}
	}

	private static DOMSignContext context(Element assertion, SamlVersion version, KeyMaterial key) {
		Element issuer = Xml.child(assertion, version.namespace(), "Issuer");
		return (issuer != null && issuer.getNextSibling() != null)
				? new DOMSignContext(key.privateKey(), assertion, issuer.getNextSibling())
				: new DOMSignContext(key.privateKey(), assertion);
	}

	private static KeyInfo keyInfo(KeyInfoFactory factory, KeyMaterial key) {
		return factory.newKeyInfo(List.of(factory.newX509Data(List.of(key.certificate()))));
	}

}
