import Domain
import TestSupport
import Testing

@testable import PKI

/// Families C1 to C3 and certificates of all kinds: what is inside the signature.
@Suite("S/MIME: inside the signature", .enabled(if: OpenSSLCommand.isPresent))
struct SignedDataTests {
    typealias Signer = SigningPeople.Signer
    let people: SigningPeople
    let sample: ClearSample

    init() throws {
        people = try SigningPeople.shared()
        sample = try ClearSample.shared()
    }

    private func verify(detached der: [UInt8]) throws -> SignedMailFinding {
        try finding(sample.withSignature(Octets.base64(der)))
    }

    private func verify(opaque der: [UInt8]) throws -> SignedMailFinding {
        try finding(sample.opaqueMessage(body: Octets.base64(der)))
    }

    private func finding(_ text: String, at moment: Timestamp? = nil) throws -> SignedMailFinding {
        try people.verifier(trusting: "root").verify(Octets.crlf(text), at: moment ?? people.moment)
    }

    @Test("C2: several signers are refused, trusted or not, in any order")
    func severalSigners() throws {
        try people.certify("siti", SigningPeople.Profile(names: "email:siti@dinkes.example.go.id"))
        for pair in [["budi", "siti"], ["budi", "eve"], ["eve", "budi"]] {
            let signers = pair.map { Signer(certificate: $0) }
            let clear = try verify(detached: try people.sign(sample.signed, by: signers))
            #expect(clear == .refused(.wrongSignerCount), "\(pair)")
            let opaque = try verify(opaque: try people.sign(sample.signed, by: signers, "-nodetach"))
            #expect(opaque == .refused(.wrongSignerCount), "\(pair)")
        }
    }

    @Test("C3: no signer is refused, with and without certificates")
    func noSigner() throws {
        let scratch = try TemporaryFolder()
        for input in [people.certificate("budi"), try scratch.write("empty", [])] {
            try OpenSSLCommand.require(
                ["crl2pkcs7", "-nocrl", "-certfile", input, "-outform", "DER", "-out", scratch.place("out")])
            let der = try scratch.read("out")
            // Such a file names no digest, which alone gives it away.
            #expect(try verify(detached: der) == .refused(.malformedSignedData))
            #expect(try verify(opaque: der) == .refused(.malformedSignedData))
        }
        var frame = try Frame(try people.sign(sample.signed))
        frame.signers = DER.value(0x31, [])
        #expect(try verify(detached: frame.der) == .refused(.wrongSignerCount))
    }

    @Test("a signature without its certificate, with two for one name, or by a name no certificate bears")
    func signerCertificate() throws {
        let bare = try people.sign(sample.signed, "-nocerts")
        #expect(try verify(detached: bare) == .refused(.noSignerCertificate))
        var frame = try Frame(try people.sign(sample.signed))
        frame.certificates += try people.facts("budi").der
        #expect(try verify(detached: frame.der) == .refused(.noSignerCertificate))
        frame.certificates = try people.facts("issuing").der
        #expect(try verify(detached: frame.der) == .refused(.noSignerCertificate))
    }

    @Test("a list of digests long enough to keep the desk busy or to exhaust its stack is refused at once")
    func digestList() throws {
        var frame = try Frame(try people.sign(sample.signed, "-nodetach"))
        #expect(frame.digests == DER.value(0x31, [0x30, 0x0B] + Frame.sha256))
        let one = [0x30, 0x0B] + Frame.sha256
        for count in [0, 2, 10_000] {
            frame.digests = DER.value(0x31, [[UInt8]](repeating: one, count: count).flatMap(\.self))
            #expect(try verify(opaque: frame.der) == .refused(.malformedSignedData))
        }
    }

    @Test("a megabyte of certificates, or more than 32 of them, is refused")
    func certificateList() throws {
        var frame = try Frame(try people.sign(sample.signed))
        let strange = try people.facts("stranger").der
        let first = frame.certificates
        frame.certificates = first + [[UInt8]](repeating: strange, count: 31).flatMap(\.self)
        #expect(try verify(detached: frame.der) == .refused(.malformedSignedData))
        frame.certificates = [[UInt8]](repeating: strange, count: 3000).flatMap(\.self)
        #expect(try verify(detached: frame.der) == .refused(.malformedSignedData))
    }

    @Test("what follows the signature, precedes it or is no SignedData is refused")
    func frame() throws {
        let der = try people.sign(sample.signed)
        let whole = try people.sign(sample.signed, "-nodetach")
        for octets in [
            der + [0], der + der, [0] + der, Array(der.dropLast()), [0x30, 0], [0x30, 0x80, 0, 0],
        ] {
            #expect(try verify(detached: octets) == .refused(.malformedSignedData))
        }
        for octets in [whole + [0], whole + whole, Array(whole.dropLast(2))] {
            #expect(try verify(opaque: octets) == .refused(.malformedSignedData))
        }
        let plain = Array(der.dropFirst(4).prefix(11))
        #expect(try verify(detached: DER.value(0x30, plain)) == .refused(.malformedSignedData))
    }

    @Test("lengths that lie and nesting without end are refused")
    func shape() {
        let start = Self.start
        let hostile: [[UInt8]] = [
            [], [0x30], [0x30, 0x85, 1, 0, 0, 0, 0], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
            [0x3F, 0x80, 0, 0],
            [UInt8](repeating: 0x30, count: 1 << 20),
            (0..<(1 << 19)).flatMap { _ -> [UInt8] in [0x30, 0x80] },
            start + [0x31, 0x0D, 0x30, 0x0B] + Frame.sha256 + [0x30, 0x84, 0, 0x10, 0, 0],
            start + [0x31, 0x0D, 0x30, 0x0B] + Frame.sha256
                + (0..<1000).flatMap { _ in [0x30, 0x80] as [UInt8] },
            start + [0x31, 0x80, 0x30, 0x0B] + Frame.sha256 + [0, 0],
        ]
        for octets in hostile {
            #expect(throws: SignedMailRefusal.malformedSignedData) { try SignedDataShape.check(octets) }
        }
        let whole = start + [0x31, 0x0D, 0x30, 0x0B] + Frame.sha256 + [0x30, 0x80, 0, 0]
        let rest = [UInt8](repeating: 0, count: SignedDataShape.maximumFrame)
        #expect(throws: Never.self) { try SignedDataShape.check(whole + rest) }
        #expect(throws: SignedMailRefusal.malformedSignedData) {
            try SignedDataShape.check(whole + rest + [0])
        }
    }

    /// ContentInfo and SignedData of indefinite length, up to the version.
    private static let start: [UInt8] =
        [
            0x30, 0x80, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02, 0xA0, 0x80, 0x30,
            0x80,
        ]
        + [0x02, 0x01, 0x01]

    @Test("indefinite lengths, as programs that stream write them, verify")
    func indefiniteLengths() throws {
        let scratch = try TemporaryFolder()
        let input = try scratch.write("in", sample.signed)
        try OpenSSLCommand.require([
            "cms", "-sign", "-stream", "-nodetach", "-binary", "-in", input, "-signer",
            people.certificate("budi"), "-inkey", people.key("p256"), "-certfile",
            people.certificate("issuing"), "-outform", "DER", "-out", scratch.place("out"),
        ])
        let der = try scratch.read("out")
        #expect(der.starts(with: [0x30, 0x80]))
        guard case .verified(let mail) = try verify(opaque: der) else {
            Issue.record("not verified")
            return
        }
        #expect(mail.content == sample.signed)
    }

    @Test("weak digests, missing attributes and other content types are refused")
    func weakness() throws {
        for digest in ["md5", "sha1", "sha224"] {
            let rahma = Signer(certificate: "rahma", key: "rsa2048")
            let der = try people.sign(sample.signed, by: [rahma], "-md", digest)
            #expect(try verify(detached: der) == .refused(.weakAlgorithm), "\(digest)")
        }
        for digest in ["sha256", "sha384", "sha512"] {
            let finding = try verify(detached: try people.sign(sample.signed, "-md", digest))
            #expect(finding.description == "verified", "\(digest)")
        }
        let bare = try people.sign(sample.signed, "-noattr")
        #expect(try verify(detached: bare) == .refused(.malformedSignedData))
        let other = try people.sign(sample.signed, "-nodetach", "-econtent_type", "pkcs7-signedData")
        #expect(try verify(opaque: other) == .refused(.nestedSignature))
        // The SignerInfo speaks of ecdsa-with-SHA256 and SHA-512 at the same time.
        var frame = try Frame(try people.sign(sample.signed, "-md", "sha512"))
        let named: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x04]
        let place = try #require(frame.signers.indices.first { frame.signers[$0...].starts(with: named) })
        frame.signers[place + 7] = 0x02
        #expect(try verify(detached: frame.der) == .refused(.weakAlgorithm))
    }

    @Test("one octet of the signature, of the attributes or of the certificate decides")
    func altered() throws {
        let der = try people.sign(sample.signed)
        var last = der
        last[der.count - 1] ^= 1
        #expect(try verify(detached: last) == .refused(.badSignature))
        let name = try #require(Octets.position(of: "budi@dinkes", in: der))
        var renamed = der
        renamed[name] = UInt8(ascii: "c")
        #expect(try verify(detached: renamed) == .refused(.untrusted))
    }

    @Test("signed octets that are no MIME entity, or are signed themselves, are refused")
    func content() throws {
        for (text, reason) in [
            ("Setuju\r\n", SignedMailRefusal.malformedContent), ("\r\nSetuju\r\n", .malformedContent),
            ("Content-Type: text/plain\n\nSetuju\n", .malformedContent),
            ("Content-Type: text/plain\r\n\r\nSetuju\r", .malformedContent),
            ("Content-Type: text/plain\r\n\r\nSet\0uju\r\n", .malformedContent),
            ("Content-Type : text/plain\r\n\r\nSetuju\r\n", .malformedContent),
            ("Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nx\r\n", .repeatedField),
            ("\(sample.type.dropLast())\r\n\r\nx\r\n", .nestedSignature),
            ("\(sample.opaqueType.dropLast())\r\n\r\nx\r\n", .nestedSignature),
            ("Content-Type: Application/X-PKCS7-Mime; name=a\r\n\r\nx\r\n", .nestedSignature),
        ] {
            let der = try people.sign(Array(text.utf8), "-nodetach")
            #expect(try verify(opaque: der) == .refused(reason), "\(text)")
        }
        let twice = sample.entity
        let message = sample.message(parts: [
            twice, "\(sample.signatureHeader)\n\(Octets.base64(try people.sign(Octets.crlf(twice))))",
        ])
        // The inner mail's boundary is the outer one's.
        #expect(try finding(message) == .refused(.wrongPartCount))
        let renamed = twice.replacing("b1", with: "inner")
        let nested = sample.message(parts: [
            renamed, "\(sample.signatureHeader)\n\(Octets.base64(try people.sign(Octets.crlf(renamed))))",
        ])
        #expect(try finding(nested) == .refused(.nestedSignature))
    }

    @Test("headers inside the signed part come out as they were signed")
    func headersInside() throws {
        let text = "From: eve@evil.example\nSubject: Tolak\n" + sample.content
        let der = try people.sign(Octets.crlf(text))
        let finding = try finding(
            sample.message(parts: [text, "\(sample.signatureHeader)\n\(Octets.base64(der))"]))
        guard case .verified(let mail) = finding else {
            Issue.record("\(finding)")
            return
        }
        #expect(mail.content == Octets.crlf(text))
        #expect(mail.addresses == [try #require(EmailAddress("budi@dinkes.example.go.id"))])
    }
}
