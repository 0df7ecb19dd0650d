import Domain
import Testing

@testable import PKI

/// Families M1 to M4 of "Johnny, you are fired!" (USENIX Security 2019): text that nobody signed beside a signed part.
@Suite("S/MIME: text beside the signed part", .enabled(if: OpenSSLCommand.isPresent))
struct TextAroundTests {
    @Test("before, after and between the parts", arguments: aroundCases)
    func around(_ one: WrappingCase) throws { try one.check() }

    static let aroundCases = [
        WrappingCase("nothing around", .verified) { $0.message() },
        WrappingCase("white space around", .verified) { $0.message(preamble: " \n\t\n", epilogue: "\n \n") },
        WrappingCase("no line end after the last boundary", .verified) {
            String($0.message().utf8.dropLast()) ?? ""
        },
        WrappingCase("Mozilla's sentence before", .verified) {
            $0.message(preamble: "This is a cryptographically signed message in MIME format.\n\n")
        },
        WrappingCase("a word before", .refused(.textAroundParts)) { $0.message(preamble: "Tolak\n") },
        WrappingCase("HTML before", .refused(.textAroundParts)) {
            $0.message(preamble: "<html><body>Tolak<div style=\"display:none\">\n")
        },
        WrappingCase("an entity before", .refused(.textAroundParts)) { $0.message(preamble: $0.evil) },
        WrappingCase("a customary sentence and more", .refused(.textAroundParts)) {
            $0.message(preamble: "This is an S/MIME signed message\nTolak\n")
        },
        WrappingCase("a customary sentence with more in its line", .refused(.textAroundParts)) {
            $0.message(preamble: "This is an S/MIME signed message: Tolak\n")
        },
        WrappingCase("a customary sentence after", .refused(.textAroundParts)) {
            $0.message(epilogue: "This is an S/MIME signed message\n")
        },
        WrappingCase("a word after", .refused(.textAroundParts)) { $0.message(epilogue: "Tolak\n") },
        WrappingCase("a footer of a mailing list", .refused(.textAroundParts)) {
            $0.message(epilogue: "_______\nlist@x.id\n")
        },
        WrappingCase("another multipart after", .refused(.textAroundParts)) {
            $0.message(epilogue: "--b2\n\($0.evil)\n--b2--\n")
        },
        WrappingCase("the rest of a digest after", .refused(.textAroundParts)) {
            $0.message(epilogue: "\($0.head)\n")
        },
        WrappingCase("a second mail after", .refused(.wrongPartCount)) { $0.message(epilogue: $0.message()) },
        WrappingCase("text on the line of the last boundary", .refused(.malformedMultipart)) {
            "\($0.head)\n--b1\n\($0.content)\n--b1\n\($0.signaturePart)\n--b1-- Tolak\n"
        },
        WrappingCase("text on the line of the first boundary", .refused(.malformedMultipart)) {
            "\($0.head)\n--b1 Tolak\n\($0.content)\n--b1\n\($0.signaturePart)\n--b1--\n"
        },
    ]

    @Test("more, fewer and other parts", arguments: partsCases)
    func parts(_ one: WrappingCase) throws { try one.check() }

    static let partsCases = [
        WrappingCase("an unsigned part first", .refused(.wrongPartCount)) {
            $0.message(parts: [$0.evil, $0.content, $0.signaturePart])
        },
        WrappingCase("an unsigned part between", .refused(.wrongPartCount)) {
            $0.message(parts: [$0.content, $0.evil, $0.signaturePart])
        },
        WrappingCase("an unsigned part last", .refused(.wrongPartCount)) {
            $0.message(parts: [$0.content, $0.signaturePart, $0.evil])
        },
        WrappingCase("the signed part twice", .refused(.wrongPartCount)) {
            $0.message(parts: [$0.content, $0.content, $0.signaturePart])
        },
        WrappingCase("two signatures", .refused(.wrongPartCount)) {
            $0.message(parts: [$0.content, $0.signaturePart, $0.signaturePart])
        },
        WrappingCase("a second signed pair", .refused(.wrongPartCount)) {
            $0.message(parts: [
                $0.content, $0.signaturePart, $0.evil, "\($0.signatureHeader)\n\($0.strange)",
            ])
        },
        WrappingCase("one part", .refused(.wrongPartCount)) { $0.message(parts: [$0.content]) },
        WrappingCase("no part", .refused(.wrongPartCount)) { $0.message(parts: []) },
        WrappingCase("a signature alone", .refused(.wrongPartCount)) {
            $0.message(parts: [$0.signaturePart])
        },
        WrappingCase("parts in the wrong order", .refused(.noSignaturePart)) {
            $0.message(parts: [$0.signaturePart, $0.content])
        },
        WrappingCase("other text under the signature", .refused(.badSignature)) {
            $0.message(parts: [$0.evil, $0.signaturePart])
        },
        WrappingCase("other text under a stranger's signature", .refused(.untrusted)) {
            $0.message(parts: [$0.evil, "\($0.signatureHeader)\n\($0.strange)"])
        },
        WrappingCase("other text around the signed part", .refused(.badSignature)) {
            $0.message(parts: [
                "Content-Type: multipart/mixed; boundary=m\n\n--m\n\($0.evil)\n--m\n\($0.content)\n--m--\n",
                $0.signaturePart,
            ])
        },
        WrappingCase("an empty part", .refused(.badSignature)) {
            $0.message(parts: ["\n", $0.signaturePart])
        },
        WrappingCase("parts that touch", .refused(.malformedMultipart)) {
            "\($0.head)\n--b1\n--b1\n\($0.signaturePart)\n--b1--\n"
        },
        WrappingCase("an end before the parts", .refused(.wrongPartCount)) {
            "\($0.head)\n--b1--\n--b1\n\($0.content)\n--b1\n\($0.signaturePart)\n--b1--\n"
        },
        WrappingCase("an end between the parts", .refused(.wrongPartCount)) {
            "\($0.head)\n--b1\n\($0.content)\n--b1--\n--b1\n\($0.signaturePart)\n--b1--\n"
        },
        WrappingCase("no end", .refused(.malformedMultipart)) {
            "\($0.head)\n--b1\n\($0.content)\n--b1\n\($0.signaturePart)\n"
        },
        WrappingCase("no body", .refused(.malformedMultipart)) { "\($0.head)\n" },
        WrappingCase("no end of the header section", .refused(.malformedHeader)) { $0.head },
    ]

    @Test("a signed part below the top counts for nothing", arguments: belowCases)
    func below(_ one: WrappingCase) throws { try one.check() }

    static let belowCases = [
        WrappingCase("M1: mixed, text first", .notSigned) { $0.wrapped("mixed", $0.evil, $0.entity) },
        WrappingCase("M1: mixed, text last", .notSigned) { $0.wrapped("mixed", $0.entity, $0.evil) },
        WrappingCase("mixed, alone", .notSigned) { $0.wrapped("mixed", $0.entity) },
        WrappingCase("M2: HTML that hides it", .notSigned) {
            let style = "Content-Type: text/html\n\nTolak<plaintext style=\"display:none\">\n"
            return $0.wrapped("mixed", style, $0.entity)
        },
        WrappingCase("M2: alternative, signed first", .notSigned) {
            $0.wrapped("alternative", $0.entity, $0.evil)
        },
        WrappingCase("M2: alternative, signed last", .notSigned) {
            $0.wrapped("alternative", $0.evil, $0.entity)
        },
        WrappingCase("M3: hidden behind a reference", .notSigned) {
            let page = "Content-Type: text/html\n\nTolak<img src=\"cid:signed\">\n"
            return $0.wrapped("related", page, "Content-ID: <signed>\n" + $0.entity)
        },
        WrappingCase("M4: as an attachment", .notSigned) {
            $0.wrapped("mixed", $0.evil, "Content-Disposition: attachment; filename=a.eml\n" + $0.entity)
        },
        WrappingCase("forwarded", .notSigned) {
            $0.wrapped("mixed", $0.evil, "Content-Type: message/rfc822\n\n" + $0.message())
        },
        WrappingCase("forwarded alone", .notSigned) {
            "\($0.from)\($0.subject)Content-Type: message/rfc822\n\n\($0.message())"
        },
        WrappingCase("in a digest", .notSigned) { $0.wrapped("digest", "\n" + $0.message()) },
        WrappingCase("in a report", .notSigned) {
            $0.wrapped("report; report-type=delivery-status", $0.evil, $0.evil, $0.entity)
        },
        WrappingCase("below a PGP signature", .notSigned) {
            $0.wrapped(
                "signed; protocol=\"application/pgp-signature\"; micalg=pgp-sha256", $0.entity,
                "Content-Type: application/pgp-signature\n\nx\n")
        },
        WrappingCase("beside an opaque one", .notSigned) {
            $0.wrapped("mixed", $0.evil, "\($0.opaqueType)Content-Transfer-Encoding: base64\n\n\($0.opaque)")
        },
        WrappingCase("as text", .notSigned) {
            "\($0.from)\($0.subject)Content-Type: text/plain\n\n\($0.message())"
        },
        WrappingCase("as text, named in the Subject", .notSigned) {
            "\($0.from)\($0.subject)X: application/pkcs7-signature\nContent-Type: text/plain\n\n\($0.message())"
        },
        WrappingCase("without a Content-Type", .notSigned) { "\($0.from)\($0.subject)\n--b1\n\($0.entity)" },
    ]
}
