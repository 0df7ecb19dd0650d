internal import Domain

/// What is sealed: `{"v":1,"request":"…","nonce":"…","passphrase":"…"}` and spaces up to the fixed length, so
/// that the length says nothing about the passphrase.
enum SealPayload {
    /// The passphrase in `plaintext`, if the payload is bound to this request and nonce and keeps the rules.
    static func passphrase(in plaintext: SecretOctets, of sealed: SealedText) -> SecretOctets? {
        guard plaintext.count == SealEnvelope.plaintextLength else { return nil }
        return plaintext.withUnsafeBytes { octets in
            var reader = StrictJSON(octets)
            var isVersionOne = false
            var isBound = (request: false, nonce: false)
            var place: Range<Int>?
            let isRead = reader.object { name, reader in
                if name.elementsEqual("v".utf8) {
                    isVersionOne = reader.take("1")
                    return isVersionOne
                } else if name.elementsEqual("request".utf8) {
                    isBound.request =
                        reader.string().map { octets[$0] }?
                        .elementsEqual(sealed.request.description.utf8) ?? false
                    return isBound.request
                } else if name.elementsEqual("nonce".utf8) {
                    isBound.nonce =
                        reader.string().map { octets[$0] }?
                        .elementsEqual(sealed.nonce.utf8) ?? false
                    return isBound.nonce
                } else if name.elementsEqual("passphrase".utf8) {
                    place = reader.string()
                    return place != nil
                }
                return false
            }
            guard isRead, reader.spacesToEnd(), isVersionOne, isBound.request, isBound.nonce, let place else {
                return nil
            }
            let passphrase = unescaped(octets[place])
            return passphrase.withUnsafeBytes(PassphraseRules.accept) ? passphrase : nil
        }
    }

    /// The padded payload, or `nil` if it would be too long or the passphrase is not printable ASCII.
    static func plaintext(_ passphrase: SecretOctets, request: RequestNumber, nonce: String) -> SecretOctets?
    {
        let before = Array(#"{"v":1,"request":"\#(request)","nonce":"\#(nonce)","passphrase":""#.utf8)
        let after = Array(#""}"#.utf8)
        let plaintext = SecretOctets(count: SealEnvelope.plaintextLength)
        let fits = plaintext.withMutableBytes { target in
            passphrase.withUnsafeBytes { secret in
                guard secret.allSatisfy({ (0x20...0x7E).contains($0) }) else { return false }
                let escapes = secret.count { $0 == 0x22 || $0 == 0x5C }
                guard before.count + secret.count + escapes + after.count <= target.count else {
                    return false
                }
                var place = 0
                func put(_ octet: UInt8) {
                    target[place] = octet
                    place += 1
                }
                before.forEach(put)
                for octet in secret {
                    if octet == 0x22 || octet == 0x5C { put(0x5C) }
                    put(octet)
                }
                after.forEach(put)
                while place < target.count { put(0x20) }
                return true
            }
        }
        return fits ? plaintext : nil
    }

    /// The string without its escapes; the reader let only `\"` and `\\` through.
    private static func unescaped(_ text: Slice<UnsafeRawBufferPointer>) -> SecretOctets {
        var isEscaped = false
        let count = text.count { octet in
            if octet == 0x5C, !isEscaped {
                isEscaped = true
                return false
            }
            isEscaped = false
            return true
        }
        let result = SecretOctets(count: count)
        result.withMutableBytes { target in
            var place = 0
            var isEscaped = false
            for octet in text {
                if octet == 0x5C, !isEscaped {
                    isEscaped = true
                } else {
                    target[place] = octet
                    place += 1
                    isEscaped = false
                }
            }
        }
        return result
    }
}
