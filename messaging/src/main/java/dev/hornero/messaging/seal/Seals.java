// SPDX-License-Identifier: Apache-2.0
package dev.hornero.messaging.seal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.hornero.events.Sealed;
import dev.hornero.messaging.envelope.EventJson;
import java.io.IOException;
import java.text.ParseException;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Seals and opens values: compact JWE, {@code dir} with A256GCM (RFC 7516, 7518), the purpose in
 * the protected header. The plain text is JSON of the record that is sealed.
 */
public final class Seals {
    private static final String PURPOSE = "purpose";
    private static final String SCOPE = "scope";

    private final SealKeys keys;
    private final ObjectMapper json = EventJson.mapper();

    public Seals(SealKeys keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /**
     * Seals a value for one recipient and purpose.
     *
     * @throws IllegalStateException if HORNERO_SEAL_KEYS has no key for the recipient
     */
    public Sealed seal(Recipient recipient, Purpose purpose, Object value) {
        String kid =
                keys.writingKid(recipient)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "HORNERO_SEAL_KEYS has no key for "
                                                + recipient.name()
                                                + "; add "
                                                + recipient.name()
                                                + "=<32 bytes in base64url>"));
        try {
            JWEHeader.Builder header =
                    new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                            .keyID(kid)
                            .customParam(PURPOSE, purpose.text());
            purpose.scope().ifPresent(scope -> header.customParam(SCOPE, scope.toString()));
            JWEObject jwe =
                    new JWEObject(header.build(), new Payload(json.writeValueAsBytes(value)));
            jwe.encrypt(new DirectEncrypter(key(kid)));
            return new Sealed(jwe.serialize());
        } catch (JOSEException | JsonProcessingException e) {
            throw new IllegalStateException("a value could not be sealed", e);
        }
    }

    /** Opens a value that was sealed for this service and this purpose. */
    public <T> T open(Sealed sealed, Purpose purpose, Class<T> type) throws UnsealException {
        try {
            JWEObject jwe = JWEObject.parse(sealed.jwe());
            String kid = Objects.requireNonNullElse(jwe.getHeader().getKeyID(), "");
            SecretKey key =
                    keys.key(kid)
                            .orElseThrow(() ->
                                    new UnsealException(
                                            "no key with id \"%s\" in HORNERO_SEAL_KEYS"
                                                    .formatted(kid),
                                            null));
            jwe.decrypt(new DirectDecrypter(key));
            if (!purpose.text().equals(jwe.getHeader().getCustomParam(PURPOSE))) {
                throw new UnsealException("sealed for another purpose", null);
            }
            if (!purpose.isWithin(scope(jwe))) {
                throw new UnsealException(
                        "the git credential is for another host or path than the repository's",
                        null);
            }
            return Objects.requireNonNull(json.readValue(jwe.getPayload().toBytes(), type));
        } catch (ParseException e) {
            throw new UnsealException("not a sealed value", null);
        } catch (JOSEException e) {
            throw new UnsealException(
                    "changed since it was sealed, or sealed with another key", null);
        } catch (IOException e) {
            throw new UnsealException("what is sealed has another shape", null);
        }
    }

    /**
     * The host and path that a git credential is for, without opening it; absent in what releases
     * sealed that bound it to its host alone.
     */
    public static Optional<GitAddress> scope(Sealed sealed) throws UnsealException {
        try {
            return scope(JWEObject.parse(sealed.jwe()));
        } catch (ParseException e) {
            throw new UnsealException("not a sealed value", null);
        }
    }

    private static Optional<GitAddress> scope(JWEObject jwe) throws UnsealException {
        Object scope = jwe.getHeader().getCustomParam(SCOPE);
        try {
            return Optional.ofNullable(scope).map(text -> GitAddress.ofScope(text.toString()));
        } catch (IllegalArgumentException _) {
            throw new UnsealException("what it is for cannot be read", null);
        }
    }

    private SecretKey key(String kid) {
        return keys.key(kid).orElseThrow();
    }
}
