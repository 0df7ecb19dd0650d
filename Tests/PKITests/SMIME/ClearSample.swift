import Domain

@testable import PKI

/// A mail that Budi signed, in pieces to put together rightly or wrongly. Everything is written with LF here and gets
/// CRLF at the end.
struct ClearSample: Sendable {
    private static let made = Result { try ClearSample() }
    static func shared() throws -> ClearSample { try made.get() }

    /// The signed entity.
    let content = """
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Setuju
        Kode: ABCD-EFGH

        """
    /// What an attacker wants to be read.
    let evil = """
        Content-Type: text/plain; charset=utf-8

        Tolak: palsu

        """
    let from = "From: Budi <budi@dinkes.example.go.id>\nTo: layanan@desk.example.go.id\n"
    let subject = "Subject: [SE-2026-000123-7] Keputusan\nMIME-Version: 1.0\n"
    let type =
        "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b1\n"
    let signatureHeader = """
        Content-Type: application/pkcs7-signature; name="smime.p7s"
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="smime.p7s"

        """
    let opaqueType = "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=\"smime.p7m\"\n"

    /// The detached signature in base64.
    let signature: String
    /// Content and signature in one, in base64.
    let opaque: String
    /// A detached signature over ``evil``, by somebody no anchor knows.
    let strange: String

    private init() throws {
        let people = try SigningPeople.shared()
        try people.certify("eve", SigningPeople.Profile(authority: "stranger"))
        signature = Octets.base64(try people.sign(Octets.crlf(content)))
        opaque = Octets.base64(try people.sign(Octets.crlf(content), "-nodetach"))
        strange = Octets.base64(
            try people.sign(Octets.crlf(evil), by: [SigningPeople.Signer(certificate: "eve")]))
    }

    /// The signed octets.
    var signed: [UInt8] { Octets.crlf(content) }

    /// Outer header section without the empty line.
    var head: String { from + subject + type }

    /// The signature part.
    var signaturePart: String { signatureHeader + "\n" + signature }

    /// A message from its parts.
    func message(
        head: String? = nil, preamble: String = "", parts: [String]? = nil, epilogue: String = ""
    ) -> String {
        let parts = (parts ?? [content, signaturePart]).map { "--b1\n\($0)\n" }.joined()
        return "\(head ?? self.head)\n\(preamble)\(parts)--b1--\n\(epilogue)"
    }

    /// A message whose Content-Type field is `type`.
    func message(type: String) -> String { message(head: from + subject + type) }

    /// A message whose signature part has this header section and body.
    func withSignature(header: String? = nil, _ body: String? = nil) -> String {
        message(parts: [content, (header ?? signatureHeader) + "\n" + (body ?? signature)])
    }

    /// The right message as an entity within others, boundary and all.
    var entity: String { "\(type)\n--b1\n\(content)\n--b1\n\(signaturePart)\n--b1--\n" }

    /// A message that puts `parts` into a `multipart/…`.
    func wrapped(_ subtype: String, _ parts: String...) -> String {
        let body = parts.map { "--w\n\($0)\n" }.joined()
        return "\(from)\(subject)Content-Type: multipart/\(subtype); boundary=w\n\n\(body)--w--\n"
    }

    /// An opaque message.
    func opaqueMessage(type: String? = nil, transfer: String = "base64", body: String? = nil) -> String {
        "\(from)\(subject)\(type ?? opaqueType)Content-Transfer-Encoding: \(transfer)\n\n\(body ?? opaque)"
    }
}
