import Domain
import Foundation
import TestSupport

/// Opens what the page sealed: a second reading of RFC 7516 and RFC 7518, by WebCrypto in a page of its own.
struct SealOpener {
    /// What pages seal to.
    let key: SealingKey
    private let page: ChromiumPage
    private let privateKey: String

    /// Makes a key pair; the private half never leaves the test.
    init(_ browser: ChromiumBrowser) throws {
        page = try browser.newPage()
        try page.open(html: "<!DOCTYPE html><title>opener</title>", name: "opener.html")
        privateKey = try page.evaluate(
            """
            crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
              .then((pair) => crypto.subtle.exportKey('jwk', pair.privateKey)).then(JSON.stringify)
            """)
        let jwk = try JSONDecoder().decode([String: Member].self, from: Data(privateKey.utf8))
        let (x, y) = (jwk["x"]?.text ?? "", jwk["y"]?.text ?? "")
        let canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"\(x)\",\"y\":\"\(y)\"}"
        let thumbprint = CoreutilsDigest().digest(Array(canonical.utf8))
        key = SealingKey(id: Base64URL.encoded(thumbprint.bytes), x: x, y: y)
    }

    /// The plaintext of a compact JWE, padding included; throws if anything about it is wrong.
    func open(_ jwe: String) throws -> String {
        try page.evaluate(
            """
            (async () => {
              \(Self.derivation)
              const [protectedHeader, , iv, ciphertext, tag] = \(ChromiumPage.quoted(jwe)).split('.');
              const header = JSON.parse(new TextDecoder().decode(bytes(protectedHeader)));
              const secret = await derive(\(privateKey), header.epk, header.enc, bytes(header.apu), bytes(header.apv), 256);
              const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
              const sealed = new Uint8Array([...bytes(ciphertext), ...bytes(tag)]);
              const additionalData = new TextEncoder().encode(protectedHeader);
              const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv), additionalData }, key, sealed);
              return new TextDecoder('utf-8', { fatal: true }).decode(text);
            })()
            """)
    }

    /// The key that the example of RFC 7518 appendix C leads to, by the same derivation.
    func exampleOfRFC7518() throws -> String {
        try page.evaluate(
            """
            (async () => {
              \(Self.derivation)
              const bob = { kty: 'EC', crv: 'P-256', x: 'weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ',
                y: 'e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck', d: 'VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw' };
              const alice = { kty: 'EC', crv: 'P-256', x: 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0',
                y: 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps' };
              const secret = await derive(bob, alice, 'A128GCM', bytes('QWxpY2U'), bytes('Qm9i'), 128);
              return btoa(String.fromCharCode(...secret)).replace(/=/g, '');
            })()
            """)
    }

    /// ECDH-ES direct key agreement, RFC 7518 section 4.6.
    private static let derivation = """
        const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
        const derive = async (mine, theirs, algorithm, u, v, bits) => {
          const curve = { name: 'ECDH', namedCurve: 'P-256' };
          const own = await crypto.subtle.importKey('jwk', { ...mine, key_ops: undefined }, curve, false, ['deriveBits']);
          const other = await crypto.subtle.importKey('jwk', theirs, curve, false, []);
          const z = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
          const id = new TextEncoder().encode(algorithm);
          const input = new Uint8Array(4 + 32 + 4 + id.length + 4 + u.length + 4 + v.length + 4);
          const view = new DataView(input.buffer);
          let at = 0;
          const word = (value) => { view.setUint32(at, value); at += 4; };
          const octets = (value) => { input.set(value, at); at += value.length; };
          word(1); octets(new Uint8Array(z));
          for (const field of [id, u, v]) { word(field.length); octets(field); }
          word(bits);
          return new Uint8Array(await crypto.subtle.digest('SHA-256', input)).subarray(0, bits / 8);
        };
        """

    /// A JWK member; some are no strings.
    private struct Member: Decodable {
        let text: String?
        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }
}

/// RFC 4648 section 5 without padding.
enum Base64URL {
    static func encoded(_ octets: some Sequence<UInt8>) -> String {
        Data(octets).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The octets, or `nil` unless `text` is exactly how they are written.
    static func decoded(_ text: some StringProtocol) -> [UInt8]? {
        let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: plain + padding), encoded(data) == text else { return nil }
        return Array(data)
    }
}
