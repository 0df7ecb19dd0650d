import Foundation
import TestSupport
import Testing

/// A certification body outside the desk, as an office of its own: keys and certificates by the `openssl`
/// command, seals opened by WebCrypto.
final class OutsideAuthority {
    /// The public key for the desk's configuration, PEM.
    let publicKey: String
    private let folder: String
    private let browser: ChromiumBrowser

    /// Makes its keys below the browser's folder, where nothing of the desk's lies.
    init(_ browser: ChromiumBrowser) throws {
        self.browser = browser
        folder = browser.folder.path + "/authority"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.openssl([
            "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out",
            "\(folder)/seal.key",
        ])
        publicKey = try Self.openssl(["pkey", "-in", "\(folder)/seal.key", "-pubout"])
        try Self.openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "3650",
            "-subj", "/C=ID/O=PSrE Luar/CN=PSrE Luar", "-keyout", "\(folder)/ca.key", "-out", root,
            "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        ])
    }

    /// Its own certificate, PEM.
    var root: String { "\(folder)/ca.pem" }

    /// Makes a key and a certificate for somebody. Returns the certificate, PEM.
    func certificate(for name: String, _ address: String, days: Int) throws -> String {
        let path = "\(folder)/\(UUID().uuidString)"
        try Data(
            """
            basicConstraints=critical,CA:FALSE
            keyUsage=critical,digitalSignature,nonRepudiation
            extendedKeyUsage=emailProtection
            subjectAltName=email:\(address)
            subjectKeyIdentifier=hash
            authorityKeyIdentifier=keyid

            """.utf8
        ).write(to: URL(filePath: path + ".ext"))
        try Self.openssl([
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-subj",
            "/C=ID/O=Dinas Kominfo/CN=\(name)", "-keyout", path + ".key", "-out", path + ".csr",
        ])
        try Self.openssl([
            "x509", "-req", "-in", path + ".csr", "-CA", root, "-CAkey", "\(folder)/ca.key", "-set_serial",
            "0x" + (1...16).map { _ in ["4A", "5B", "6C", "7D"].randomElement() ?? "11" }.joined(), "-days",
            "\(days)", "-extfile", path + ".ext", "-out", path + ".pem",
        ])
        return try String(contentsOfFile: path + ".pem", encoding: .utf8)
    }

    /// What a seal says inside.
    struct Payload: Decodable {
        let v: Int
        let request: String
        let nonce: String
        let passphrase: String
    }

    /// Opens a compact JWE (RFC 7516) with its private key: a second reading of RFC 7518 section 4.6.
    func open(_ seal: String) throws -> Payload {
        let key = try Self.openssl(["pkcs8", "-topk8", "-nocrypt", "-in", "\(folder)/seal.key"])
        let der = key.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
        let page = try browser.newPage()
        try page.open(html: "<!DOCTYPE html><title>authority</title>", name: "authority.html")
        let text = try page.evaluate(
            """
            (async () => {
              const bytes = (text) =>
                Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
              const { subtle } = crypto;
              const curve = { name: 'ECDH', namedCurve: 'P-256' };
              const [head, , iv, ciphertext, tag] = \(ChromiumPage.quoted(seal)).split('.');
              const header = JSON.parse(new TextDecoder().decode(bytes(head)));
              const own = await subtle.importKey('pkcs8', bytes('\(der)'), curve, false, ['deriveBits']);
              const other = await subtle.importKey('jwk', header.epk, curve, false, []);
              const agreed = new Uint8Array(
                await subtle.deriveBits({ name: 'ECDH', public: other }, own, 256));
              const number = (value) => [0, 0, value >> 8, value & 255];
              const field = (value) => [...number(value.length), ...value];
              const material = [number(1), [...agreed], field(new TextEncoder().encode(header.enc)),
                field(bytes(header.apu)), field(bytes(header.apv)), number(256)].flat();
              const secret = await subtle.digest('SHA-256', Uint8Array.from(material));
              const key = await subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
              const additionalData = new TextEncoder().encode(head);
              const sealed = Uint8Array.from([...bytes(ciphertext), ...bytes(tag)]);
              const text = await subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv), additionalData }, key, sealed);
              return new TextDecoder('utf-8', { fatal: true }).decode(text);
            })()
            """)
        return try JSONDecoder().decode(Payload.self, from: Data(text.utf8))
    }

    @discardableResult
    private static func openssl(_ arguments: [String]) throws -> String {
        try Shell.run(["openssl"] + arguments)
    }
}
