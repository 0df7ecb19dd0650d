import Domain
import Testing

@testable import PKI

/// Authorities and signers of all kinds, made once by the openssl command line.
struct SigningPeople: Sendable {
    private static let made = Result { try SigningPeople() }
    static func shared() throws -> SigningPeople { try made.get() }

    /// What one certificate says.
    struct Profile: Sendable {
        var key = "p256"
        var authority = "issuing"
        var subject = "/O=Dinas Kesehatan/CN=Budi Santoso"
        var names = "email:budi@dinkes.example.go.id"
        var usage = "critical,digitalSignature,nonRepudiation"
        var purpose = "emailProtection"
        var basic = "critical,CA:FALSE"
        var days = "30"
        var digest = "sha256"
    }

    /// A certificate and the key it is used with.
    struct Signer: Sendable {
        var certificate = "budi"
        var key = "p256"
    }

    private static let curves = [
        "rootkey": "P-256", "issuingkey": "P-256", "strangerkey": "P-256", "p256": "P-256", "p384": "P-384",
        "p521": "P-521", "k256": "secp256k1",
    ]
    private static let otherKeys = [
        "rsa2048": ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
        "rsa1024": ["RSA", "-pkeyopt", "rsa_keygen_bits:1024"], "ed25519": ["ED25519"],
        "explicit": ["EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit"],
    ]

    let folder: TemporaryFolder
    /// An hour after all of it was made.
    private(set) var moment = Timestamp(seconds: 0)

    private init() throws {
        folder = try TemporaryFolder()
        let curves = Self.curves.mapValues { ["EC", "-pkeyopt", "ec_paramgen_curve:\($0)"] }
        for (name, options) in curves.merging(Self.otherKeys, uniquingKeysWith: { $1 }) {
            try OpenSSLCommand.require(["genpkey", "-algorithm"] + options + ["-out", key(name)])
        }
        try folder.write("config", "[req]\ndistinguished_name=dn\n[dn]\n".utf8)
        for (name, authority) in [("root", "root"), ("stranger", "stranger"), ("issuing", "root")] {
            let profile = Profile(
                key: "\(name)key", authority: authority, subject: "/CN=\(name)", names: "",
                usage: "critical,keyCertSign,cRLSign", purpose: "", basic: "critical,CA:TRUE", days: "3650")
            try certify(name, profile)
        }
        try certify("budi", Profile())
        try certify("rahma", Profile(key: "rsa2048", names: "email:rahma@dinkes.example.go.id"))
        moment = try facts("issuing").notBefore + 3600
    }

    func certificate(_ name: String) -> String { folder.place("\(name).pem") }
    func key(_ name: String) -> String { folder.place("\(name).key") }

    /// Makes the certificate `name`. One whose authority is itself is self-signed.
    func certify(_ name: String, _ profile: Profile) throws {
        var arguments = [
            "req", "-x509", "-new", "-config", folder.place("config"), "-key", key(profile.key), "-utf8",
            "-subj", profile.subject, "-days", profile.days, "-\(profile.digest)", "-out", certificate(name),
        ]
        if profile.authority != name {
            arguments += ["-CA", certificate(profile.authority), "-CAkey", key("\(profile.authority)key")]
        }
        for (kind, value) in [
            ("basicConstraints", profile.basic), ("keyUsage", profile.usage),
            ("extendedKeyUsage", profile.purpose), ("subjectAltName", profile.names),
        ] where !value.isEmpty { arguments += ["-addext", "\(kind)=\(value)"] }
        try OpenSSLCommand.require(arguments)
    }

    func facts(_ name: String) throws -> CertificateFacts {
        try #require(OpenSSLCertificateReader().certificates(in: try folder.read("\(name).pem")).first)
    }

    /// A verifier that trusts the certificates of these names.
    func verifier(trusting names: String...) throws -> OpenSSLSignedMailVerifier {
        try OpenSSLSignedMailVerifier(anchorFiles: names.map { certificate($0) })
    }

    /// What `openssl cms -sign` makes of `content` as it is: DER, detached unless `-nodetach` is among the options.
    func sign(_ content: [UInt8], by signers: [Signer] = [Signer()], _ options: String...) throws -> [UInt8] {
        let scratch = try TemporaryFolder()
        let input = try scratch.write("in", content)
        let signing = signers.flatMap { ["-signer", certificate($0.certificate), "-inkey", key($0.key)] }
        try OpenSSLCommand.require(
            ["cms", "-sign", "-binary", "-in", input, "-certfile", certificate("issuing"), "-outform", "DER"]
                + ["-out", scratch.place("out")] + signing + options)
        return try scratch.read("out")
    }

    /// A whole mail by Budi as openssl itself writes it, with CRLF.
    func mail(_ content: [UInt8], _ options: [String] = []) throws -> [UInt8] {
        let scratch = try TemporaryFolder()
        let input = try scratch.write("in", content)
        try OpenSSLCommand.require(
            ["cms", "-sign", "-in", input, "-certfile", certificate("issuing"), "-out", scratch.place("out")]
                + ["-signer", certificate("budi"), "-inkey", key("p256")]
                + ["-from", "budi@dinkes.example.go.id", "-subject", "Setuju"] + options)
        // It writes the content with CRLF and all else with LF; the mail system would even that out.
        return Octets.crlf(try scratch.read("out").filter { $0 != 0x0D })
    }

    /// What the openssl command line takes for the content of `mail`; throws if it does not accept the signature.
    func secondOpinion(_ mail: [UInt8]) throws -> [UInt8] {
        let scratch = try TemporaryFolder()
        let input = try scratch.write("in", mail)
        try OpenSSLCommand.require([
            "cms", "-verify", "-in", input, "-CAfile", certificate("root"), "-attime", "\(moment.seconds)",
            "-out", scratch.place("out"),
        ])
        return try scratch.read("out")
    }
}
