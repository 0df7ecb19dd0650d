import Domain
import TestSupport
import Testing

@testable import PKI

@Suite("Reading certificates")
struct OpenSSLCertificateReaderTests {
    let reader = OpenSSLCertificateReader()
    let authority: EmbeddedAuthority
    let leaf: [UInt8]

    init() throws {
        authority = try Authorities.shared(.p256).authority
        leaf = try authority.begin(try Authorities.order()).sign()
    }

    private var all: [[UInt8]] { [leaf] + authority.chain }

    @Test("PEM with junk around, DER alone and DER in a row give the certificates in their order")
    func plain() {
        let text = "Terlampir:\r\n" + PEM.encode(ders: all, label: .certificate) + "\nterima kasih"
        #expect(reader.certificates(in: Array(text.utf8)).map(\.der) == all)
        #expect(reader.certificates(in: leaf).map(\.der) == [leaf])
        #expect(reader.certificates(in: all.flatMap(\.self)).map(\.der) == all)
        #expect(reader.certificates(in: authority.chain[1]).map(\.isAuthority) == [true])
        #expect(reader.certificates(in: authority.chain[1]).map(\.maySign) == [false])
    }

    @Test("PKCS#7 with certificates only is read in PEM and DER", .enabled(if: OpenSSLCommand.isPresent))
    func pkcs7() throws {
        let folder = try TemporaryFolder()
        let input = try folder.write("in.pem", PEM.encode(ders: all, label: .certificate).utf8)
        for form in ["PEM", "DER"] {
            let made = try OpenSSLCommand.run(
                "crl2pkcs7", "-nocrl", "-certfile", input, "-outform", form, "-out", folder.place("out"))
            #expect(made.status == 0)
            #expect(Set(reader.certificates(in: try folder.read("out")).map(\.der)) == Set(all))
        }
    }

    @Test(
        "the certificates inside a signature are not what was handed over",
        .enabled(if: OpenSSLCommand.isPresent))
    func signature() throws {
        let folder = try TemporaryFolder()
        let made = try OpenSSLCommand.run(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
            folder.place("key"), "-subj", "/CN=RA", "-out", folder.place("certificate"))
        #expect(made.status == 0)
        #expect(reader.certificates(in: try folder.read("certificate")).map(\.commonName) == ["RA"])
        let text = try folder.write("text", [0x41])
        let signed = try OpenSSLCommand.run(
            "cms", "-sign", "-in", text, "-signer", folder.place("certificate"), "-inkey",
            folder.place("key"),
            "-outform", "DER", "-out", folder.place("signed"))
        #expect(signed.status == 0)
        #expect(reader.certificates(in: try folder.read("signed")).isEmpty)
    }

    @Test(
        "strange subjects are shown safely and addresses found in both places",
        .enabled(if: OpenSSLCommand.isPresent))
    func strangeSubject() throws {
        let folder = try TemporaryFolder()
        let made = try OpenSSLCommand.run(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
            folder.place("key"), "-utf8", "-subj", "/O=A, B/CN=umum/CN=Sití\nB/emailAddress=tua@x.id",
            "-addext",
            "subjectAltName=email:baru@x.id,DNS:x.id,email:baru@x.id", "-out", folder.place("certificate"))
        #expect(made.status == 0, "\(made.output)")
        let facts = try #require(reader.certificates(in: try folder.read("certificate")).first)
        #expect(facts.subject == #"O=A\, B, CN=umum, CN=Sití\0AB, emailAddress=tua@x.id"#)
        // A name with a line break in it is not repeated to anybody.
        #expect(facts.commonName == "umum")
        #expect(facts.addresses == ["baru@x.id", "tua@x.id"])
        #expect(facts.isAuthority && facts.maySign)
    }

    @Test("never more than 32, never from more than 1 MiB")
    func limits() {
        let many = PEM.encode(ders: [[UInt8]](repeating: leaf, count: 40), label: .certificate)
        #expect(reader.certificates(in: Array(many.utf8)).count == 32)
        #expect(reader.certificates(in: [[UInt8]](repeating: leaf, count: 40).flatMap(\.self)).count == 32)
        let text = Array(PEM.encode(der: leaf, label: .certificate).utf8)
        let fill = [UInt8](repeating: 0x0A, count: (1 << 20) - text.count)
        #expect(reader.certificates(in: fill + text).count == 1)
        #expect(reader.certificates(in: fill + [0x0A] + text).isEmpty)
    }

    @Test("what is no certificate gives none")
    func nothing() {
        let inputs: [[UInt8]] = [
            [], [0x30], [0x30, 0x80], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], Array(leaf.dropLast()),
            [UInt8](repeating: 0x30, count: 100_000), Array("-----BEGIN CERTIFICATE-----".utf8),
            Array(PEM.encode(der: [0x30, 0], label: .certificate).utf8),
        ]
        for octets in inputs { #expect(reader.certificates(in: octets).isEmpty) }
    }

    @Test(
        "6,000 mutated certificates, PEM texts and PKCS#7 neither crash nor exceed the limits",
        .enabled(if: OpenSSLCommand.isPresent))
    func mutations() throws {
        let folder = try TemporaryFolder()
        let pem = Array(PEM.encode(ders: all, label: .certificate).utf8)
        let made = try OpenSSLCommand.run(
            "crl2pkcs7", "-nocrl", "-certfile", try folder.write("in.pem", pem), "-outform", "DER", "-out",
            folder.place("out"))
        #expect(made.status == 0)
        let seeds = [leaf, pem, try folder.read("out")]
        let random = SeededRandom(11)
        var readable = 0
        for round in 0..<6000 {
            var octets = seeds[round % 3]
            for _ in 0...Int(random.next() % 4) {
                let place = Int(random.next() % UInt64(octets.count))
                switch random.next() % 5 {
                case 0: octets[place] ^= 1 << UInt8(random.next() % 8)
                case 1: octets[place] = [0, 0x7F, 0x80, 0x84, 0xFF, 0x30][Int(random.next() % 6)]
                case 2: octets.remove(at: place)
                case 3: octets.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                default: octets = Array(octets.prefix(max(1, place)))
                }
            }
            let facts = reader.certificates(in: octets)
            #expect(facts.count <= 32)
            if !facts.isEmpty { readable += 1 }
            for fact in facts { #expect(fact.notBefore <= fact.notAfter && !fact.der.isEmpty) }
        }
        // Some changes spare the structure; that they were read shows that the rest was tried in earnest.
        #expect(readable > 500 && readable < 6000)
    }
}
