/// Ways to carry words that nobody signed in a mail that somebody signed (after the cases of "Johnny, you are
/// fired", USENIX Security 2019).
enum Smuggling {
    /// What there is to build with.
    struct Pieces {
        /// The signed entity, harmless.
        let entity: String
        /// The signature part.
        let signature: String
        /// What the attacker wants to be read.
        let evil: String
        /// The same as an entity.
        let evilPart: String
    }

    /// A mail.
    struct Mail {
        var type = TestSigning.multipart
        var subject = "Surat"
        var encoding: String?
        var header = ""
        var body: String
    }

    typealias Shape = @Sendable (Pieces) -> Mail

    static var shapes: [Shape] { around + parts + wrappers + types + headers + alterations + subjects }

    private static func signed(
        _ pieces: Pieces, before: String = "", after: String = "", end: String = "--s--\r\n"
    )
        -> String
    {
        "\(before)--s\r\n\(pieces.entity)\r\n--s\r\n\(pieces.signature)\r\n\(end)\(after)"
    }

    /// The signed mail as a part of its own.
    private static func nested(_ pieces: Pieces) -> String {
        "Content-Type: \(TestSigning.multipart)\r\n\r\n\(signed(pieces))"
    }

    /// Text around the parts.
    private static let around: [Shape] = [
        { Mail(body: signed($0, before: "\($0.evil)\r\n\r\n")) },
        { Mail(body: signed($0, after: "\r\n\($0.evil)\r\n")) },
        { Mail(body: signed($0, before: "\($0.evil)\r\n", after: "\($0.evil)\r\n")) },
        { Mail(body: signed($0, before: "\($0.evilPart)\r\n")) },
        { Mail(body: signed($0, after: "--s\r\n\($0.evilPart)\r\n--s--\r\n")) },
        { Mail(body: signed($0, before: "\u{FEFF}\($0.evil)\r\n")) },
        { Mail(body: signed($0, before: "> \($0.evil)\r\n")) },
        { Mail(body: signed($0, before: "\r\n\r\n\r\n\($0.evil)\r\n")) },
    ]

    /// Further parts.
    private static let parts: [Shape] = [
        { Mail(body: "--s\r\n\($0.evilPart)\r\n" + signed($0)) },
        { Mail(body: "--s\r\n\($0.entity)\r\n--s\r\n\($0.evilPart)\r\n--s\r\n\($0.signature)\r\n--s--\r\n") },
        { Mail(body: "--s\r\n\($0.entity)\r\n--s\r\n\($0.signature)\r\n--s\r\n\($0.evilPart)\r\n--s--\r\n") },
        { Mail(body: "--s\r\n\($0.signature)\r\n--s\r\n\($0.entity)\r\n--s--\r\n") },
        { Mail(body: "--s\r\n\($0.evilPart)\r\n--s\r\n\($0.signature)\r\n--s--\r\n") },
        { Mail(body: "--s\r\n\($0.evilPart)\r\n--s--\r\n" + signed($0)) },
        { Mail(body: "--s\r\n\($0.signature)\r\n--s\r\n\($0.evilPart)\r\n--s--\r\n") },
        { Mail(body: signed($0) + signed($0, before: $0.evilPart)) },
        { Mail(body: "--s \r\n\($0.evilPart)\r\n" + signed($0)) },
        { Mail(body: "--s\r\n\r\n\($0.evil)\r\n" + signed($0)) },
    ]

    /// The signed mail inside another one.
    private static let wrappers: [Shape] =
        ["mixed", "alternative", "related", "digest", "parallel", "report"]
        .flatMap { kind -> [Shape] in
            [
                { pieces in
                    Mail(
                        type: "multipart/\(kind); boundary=w",
                        body: "--w\r\n\(pieces.evilPart)\r\n--w\r\n\(nested(pieces))\r\n--w--\r\n")
                },
                { pieces in
                    Mail(
                        type: "multipart/\(kind); boundary=w",
                        body: "--w\r\n\(nested(pieces))\r\n--w\r\n\(pieces.evilPart)\r\n--w--\r\n")
                },
            ]
        } + [
            { Mail(type: "message/rfc822", body: "Subject: \($0.evil)\r\n\(nested($0))") },
            {
                Mail(
                    type: "multipart/mixed; boundary=w",
                    body:
                        "--w\r\nContent-Type: message/rfc822\r\n\r\n\(nested($0))\r\n--w\r\n\($0.evilPart)\r\n--w--\r\n"
                )
            },
        ]

    /// Another type, or other parameters, than what was signed.
    private static let types: [Shape] = [
        "multipart/mixed; boundary=s", "text/plain", "text/html", "multipart/signed; boundary=s",
        "multipart/signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha256; boundary=s",
        "multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=s",
        "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=x",
        "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=s; boundary=x",
        "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary*=us-ascii''s",
        "application/pkcs7-mime; smime-type=signed-data", "application/pkcs7-mime; smime-type=enveloped-data",
        "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=s",
    ].map { type in { Mail(type: type, body: signed($0, before: "\($0.evil)\r\n")) } }

    /// Fields that say something else.
    private static let headers: [Shape] = [
        { Mail(header: "Content-Type: text/plain\r\n", body: signed($0, before: "\($0.evil)\r\n")) },
        { Mail(header: "Content-Transfer-Encoding: base64\r\n", body: signed($0)) },
        { Mail(header: "MIME-Version: 2.0\r\n", body: signed($0, before: "\($0.evil)\r\n")) },
        { Mail(encoding: "quoted-printable", body: signed($0, before: "\($0.evil)=\r\n\r\n")) },
        { Mail(header: "Subject: \($0.evil)\r\n", body: signed($0)) },
        { Mail(header: "From: Siti <siti@kominfo.example>\r\n", body: signed($0, before: "\($0.evil)\r\n")) },
        { Mail(header: "Content-Type : text/plain\r\n", body: signed($0, before: "\($0.evil)\r\n")) },
        { Mail(header: "\($0.evil)\r\n", body: signed($0)) },
    ]

    /// Changed octets.
    private static let alterations: [Shape] = [
        { pieces in Mail(body: signed(pieces).replacing("STATUS", with: "BATAL")) },
        { Mail(body: signed($0).replacing("\r\n\r\nSTATUS", with: "\r\n\r\n\($0.evil)\r\nSTATUS")) },
        { pieces in Mail(body: signed(pieces).replacing("ke-", with: "\(pieces.evil) ")) },
        { Mail(body: signed($0).replacing("charset=utf-8", with: "charset=utf-16")) },
        { Mail(body: signed($0, end: "")) },
        { pieces in Mail(body: signed(pieces, before: "\(pieces.evil)\n").replacing("\r\n", with: "\n")) },
    ]

    /// Words in the subject and in other places outside, around a mail that is whole.
    private static let subjects: [Shape] = [
        { Mail(subject: $0.evil, body: signed($0)) },
        { Mail(subject: "=?utf-8?q?\($0.evil.replacing(" ", with: "_"))?=", body: signed($0)) },
        { Mail(subject: $0.evil, header: "Comments: \($0.evil)\r\n", body: signed($0)) },
        { Mail(header: "Keywords: \($0.evil)\r\nX-Perintah: \($0.evil)\r\n", body: signed($0)) },
        { Mail(subject: "Re: \($0.evil)", body: signed($0)) },
        { Mail(header: "Reply-To: jahat@lain.example\r\n", body: signed($0)) },
        { Mail(subject: $0.evil, header: "Thread-Topic: \($0.evil)\r\n", body: signed($0)) },
    ]
}
