import Domain
import Foundation
import TestSupport
import Testing

@testable import PKI

/// Node.js, where it is installed.
enum NodeCommand {
    static let path = "/usr/bin/node"
    static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: path) }
}

/// Seals with WebCrypto, the interface that pages use, run by Node.js: a writer that shares nothing with ours.
@Suite("Seals of WebCrypto", .enabled(if: NodeCommand.isPresent))
struct WebCryptoTests {
    @Test("20 passphrases sealed by WebCrypto open to the same octets")
    func opened() throws {
        let seals = try Seals()
        let key = seals.sealing.currentKey
        let job: [String: Any] = [
            "x": key.x, "y": key.y, "kid": key.id, "nonce": Seals.nonce,
            "request": "\(seals.request)", "passphrase": Seals.passphrase, "count": 20,
        ]
        let process = Process()
        process.executableURL = URL(filePath: NodeCommand.path)
        process.arguments = ["-e", Self.script]
        process.environment = [
            "JOB": String(decoding: try JSONSerialization.data(withJSONObject: job), as: UTF8.self)
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = text.split(separator: "\n")
        #expect(lines.count == 20)
        for line in lines {
            let sealed = SealedText(jwe: String(line), request: seals.request, nonce: Seals.nonce)
            #expect(try seals.opened(sealed) == Seals.passphrase)
        }
    }

    private static let script = """
        const { subtle } = globalThis.crypto ?? require('crypto').webcrypto;
        const random = (n) => (globalThis.crypto ?? require('crypto').webcrypto).getRandomValues(new Uint8Array(n));
        const job = JSON.parse(process.env.JOB);
        const utf8 = (text) => new TextEncoder().encode(text);
        const b64 = (octets) => Buffer.from(octets).toString('base64url');
        const number = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
        const counted = (octets) => Buffer.concat([number(octets.length), Buffer.from(octets)]);
        const curve = { name: 'ECDH', namedCurve: 'P-256' };
        (async () => {
          const theirs = await subtle.importKey(
            'jwk', { kty: 'EC', crv: 'P-256', x: job.x, y: job.y }, curve, false, []);
          for (let i = 0; i < job.count; i++) {
            const mine = await subtle.generateKey(curve, true, ['deriveBits']);
            const epk = await subtle.exportKey('jwk', mine.publicKey);
            const z = await subtle.deriveBits({ name: 'ECDH', public: theirs }, mine.privateKey, 256);
            const material = Buffer.concat([
              number(1), Buffer.from(z), counted(utf8('A256GCM')), counted(utf8(job.nonce)),
              counted(utf8(job.request)), number(256)]);
            const key = await subtle.importKey(
              'raw', await subtle.digest('SHA-256', material), 'AES-GCM', false, ['encrypt']);
            const header = b64(utf8(JSON.stringify({
              alg: 'ECDH-ES', enc: 'A256GCM', kid: job.kid,
              epk: { kty: 'EC', crv: 'P-256', x: epk.x, y: epk.y },
              apu: b64(utf8(job.nonce)), apv: b64(utf8(job.request)) })));
            const payload = JSON.stringify({
              v: 1, request: job.request, nonce: job.nonce, passphrase: job.passphrase }).padEnd(384, ' ');
            const iv = random(12);
            const sealed = Buffer.from(await subtle.encrypt(
              { name: 'AES-GCM', iv, additionalData: utf8(header), tagLength: 128 }, key, utf8(payload)));
            console.log([header, '', b64(iv), b64(sealed.subarray(0, 384)), b64(sealed.subarray(384))].join('.'));
          }
        })();
        """
}
