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

import java.security.PrivateKey;
import java.util.List;

import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;

import io.github.iwaspring.test.support.Xml;
import org.w3c.dom.Element;

/**
 * Signs XML in forms that AD FS does not use, with any key.
 */
final class XmlSigner {

	private XmlSigner() {
	}

	static String sign(String assertion, String uri, String canonicalization, PrivateKey key) throws Exception {
		Element element = Xml.parse(assertion).getDocumentElement();
		element.setIdAttribute("AssertionID", true);
		XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
		Reference reference = factory.newReference(uri, factory.newDigestMethod(DigestMethod.SHA256, null),
				List.of(factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
						factory.newTransform(canonicalization, (TransformParameterSpec) null)),
				null, null);
		SignedInfo info = factory.newSignedInfo(
				factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
				factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null), List.of(reference));
		factory.newXMLSignature(info, null).sign(new DOMSignContext(key, element));
		return Xml.write(element);
	}

}
