import Domain
import TestSupport
import Testing

@testable import PKI

/// Family C4: whose certificate it is and what it may be used for.
@Suite("S/MIME: the signer's certificate", .enabled(if: OpenSSLCommand.isPresent))
struct SignerCertificateTests {
    typealias Profile = SigningPeople.Profile
    let people: SigningPeople
    let sample: ClearSample

    init() throws {
        people = try SigningPeople.shared()
        sample = try ClearSample.shared()
    }

    private func finding(
        _ name: String, key: String = "p256", trusting anchor: String = "root", at moment: Timestamp? = nil,
        _ option: String = "-binary", _ value: String = "-binary"
    ) throws -> SignedMailFinding {
        let signer = SigningPeople.Signer(certificate: name, key: key)
        let der = try people.sign(sample.signed, by: [signer], option, value)
        let octets = Octets.crlf(sample.withSignature(Octets.base64(der)))
        return try people.verifier(trusting: anchor).verify(octets, at: moment ?? people.moment)
    }

    private func finding(of profile: Profile, as name: String) throws -> SignedMailFinding {
        try people.certify(name, profile)
        return try finding(name, key: profile.key)
    }

    @Test("P-256, P-384 and RSA from 2048 bits sign, with PKCS #1 padding and with PSS")
    func goodKeys() throws {
        for key in ["p384", "rsa2048"] {
            #expect(try finding(of: Profile(key: key), as: "good-\(key)").description == "verified", "\(key)")
        }
        let pss = try finding("good-rsa2048", key: "rsa2048", "-keyopt", "rsa_padding_mode:pss")
        #expect(pss.description == "verified")
    }

    @Test(
        "other keys do not", arguments: ["rsa1024", "p521", "k256", "explicit"])
    func weakKeys(_ key: String) throws {
        #expect(try finding(of: Profile(key: key), as: "weak-\(key)") == .refused(.weakAlgorithm))
    }

    @Test("nor does Ed25519, which openssl cannot even use here")
    func edwards() throws {
        try people.certify("weak-ed25519", Profile(key: "ed25519"))
        let certificate = try #require(
            CertificateVerification.certificate(try people.facts("weak-ed25519").der))
        #expect(throws: SignedMailRefusal.weakAlgorithm) { try SignerCertificate(certificate.pointer) }
    }

    @Test("a certificate that was signed over SHA-1 is refused")
    func weakChain() throws {
        #expect(try finding(of: Profile(digest: "sha1"), as: "weak-sha1") == .refused(.weakAlgorithm))
    }

    @Test("emailProtection and digitalSignature or nonRepudiation have to be there")
    func purposes() throws {
        let profiles: [(String, Profile, Bool)] = [
            ("no-purpose", Profile(purpose: ""), false), ("client", Profile(purpose: "clientAuth"), false),
            ("any", Profile(purpose: "anyExtendedKeyUsage"), false),
            ("client-any", Profile(purpose: "clientAuth,anyExtendedKeyUsage"), false),
            ("both", Profile(purpose: "clientAuth,emailProtection"), true),
            ("no-usage", Profile(usage: ""), false), ("encipher", Profile(usage: "keyEncipherment"), false),
            ("signature", Profile(usage: "digitalSignature"), true),
            ("repudiation", Profile(usage: "nonRepudiation"), true),
            ("neither", Profile(usage: "", purpose: ""), false),
            ("authority", Profile(usage: "digitalSignature,keyCertSign", basic: "critical,CA:TRUE"), false),
            ("no-constraints", Profile(basic: ""), true),
        ]
        for (name, profile, isGood) in profiles {
            let found = try finding(of: profile, as: name)
            #expect(isGood ? found.description == "verified" : found == .refused(.wrongPurpose), "\(name)")
        }
    }

    @Test("self-signed, of another authority, of one that may not issue: untrusted")
    func untrusted() throws {
        try people.certify("self", Profile(authority: "self"))
        #expect(try finding("self") == .refused(.untrusted))
        #expect(try finding("eve") == .refused(.untrusted))
        #expect(try finding("eve", trusting: "stranger").description == "verified")
        #expect(try finding("budi", trusting: "stranger") == .refused(.untrusted))
        #expect(try finding("budi", trusting: "issuing").description == "verified")
        // Somebody's certificate, used as if it were an authority's.
        try people.certify("p256holder", Profile())
        let arguments = [
            "req", "-x509", "-new", "-config", people.folder.place("config"), "-key", people.key("p384"),
            "-subj",
            "/CN=x", "-CA", people.certificate("p256holder"), "-CAkey", people.key("p256"), "-addext",
            "keyUsage=digitalSignature", "-addext", "extendedKeyUsage=emailProtection", "-addext",
            "basicConstraints=CA:FALSE", "-addext", "subjectAltName=email:a@x.id", "-out",
            people.certificate("below-holder"),
        ]
        try OpenSSLCommand.require(arguments)
        let found = try finding("below-holder", key: "p384", "-certfile", people.certificate("p256holder"))
        #expect(found == .refused(.untrusted))
    }

    @Test("not before its time, not after it, and not at a moment that X.509 cannot say")
    func times() throws {
        let facts = try people.facts("budi")
        #expect(try finding("budi", at: facts.notBefore).description == "verified")
        #expect(try finding("budi", at: facts.notBefore + -7200) == .refused(.notValidNow))
        #expect(try finding("budi", at: facts.notAfter + 1) == .refused(.notValidNow))
        for seconds in [Int64.min, .max] {
            #expect(try finding("budi", at: Timestamp(seconds: seconds)) == .refused(.notValidNow))
        }
    }

    @Test("addresses are the rfc822Name entries, in order, with their case and without the subject's")
    func addresses() throws {
        try people.certify(
            "several",
            Profile(
                subject: "/O=Dinas/CN=Siti/emailAddress=tua@x.id",
                names:
                    "email:Siti.Dewi@DinKes.Example.GO.ID,DNS:x.id,email:sd@x.id,URI:mailto:eve@evil.example")
        )
        guard case .verified(let mail) = try finding("several") else {
            Issue.record("not verified")
            return
        }
        #expect(mail.addresses.map(\.addrSpec) == ["Siti.Dewi@dinkes.example.go.id", "sd@x.id"])
        #expect(mail.serial == (try people.facts("several").serial))
        #expect(mail.subject == "O=Dinas, CN=Siti, emailAddress=tua@x.id")
    }

    @Test("no mailbox, or one with a NUL, a letter beyond ASCII or more than one address in it, is refused")
    func badAddresses() throws {
        func mailbox(_ octets: [UInt8]) -> String {
            let der = DER.sequence(DER.implicit(1, octets))
            return "DER:" + der.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
        }
        let names = [
            "", "DNS:x.id", mailbox(Array("budi@x.id\0.evil.example".utf8)),
            mailbox(Array("budi@x.id\0".utf8)),
            mailbox(Array("b\u{FC}di@x.id".utf8)), mailbox(Array("a@x.id,b@x.id".utf8)),
            mailbox(Array("Budi <budi@x.id>".utf8)), mailbox(Array("budi@x.id\r\n".utf8)), mailbox([]),
        ]
        for (index, name) in names.enumerated() {
            let profile = Profile(subject: "/CN=B/emailAddress=budi@x.id", names: name)
            #expect(try finding(of: profile, as: "bad-\(index)") == .refused(.unusableAddress), "\(name)")
        }
    }
}
