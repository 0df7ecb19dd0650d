import Domain
import Testing

@testable import PKI

/// The second part of a clear signature, altered contents, and the opaque form.
@Suite("S/MIME: the signature part and the opaque form", .enabled(if: OpenSSLCommand.isPresent))
struct SignaturePartTests {
    @Test("header section and base64 of the signature", arguments: signatureCases)
    func signature(_ one: WrappingCase) throws { try one.check() }

    static let signatureCases = [
        WrappingCase("empty lines at its end", .verified) { $0.withSignature($0.signature + "\n\n") },
        WrappingCase("in text", .refused(.noSignaturePart)) {
            $0.withSignature(header: "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n")
        },
        WrappingCase("in octets", .refused(.noSignaturePart)) {
            $0.withSignature(
                header: "Content-Type: application/octet-stream; name=smime.p7s\n"
                    + "Content-Transfer-Encoding: base64\n")
        },
        WrappingCase("under the obsolete name", .refused(.noSignaturePart)) {
            $0.withSignature(header: $0.signatureHeader.replacing("/pkcs7", with: "/x-pkcs7"))
        },
        WrappingCase("as pkcs7-mime", .refused(.noSignaturePart)) {
            $0.withSignature(header: $0.opaqueType + "Content-Transfer-Encoding: base64\n")
        },
        WrappingCase("without a type", .refused(.noSignaturePart)) {
            $0.withSignature(header: "Content-Transfer-Encoding: base64\n")
        },
        WrappingCase("with two types", .refused(.repeatedField)) {
            $0.withSignature(header: "Content-Type: text/plain\n" + $0.signatureHeader)
        },
        WrappingCase("with a Subject", .refused(.noSignaturePart)) {
            $0.withSignature(header: "Subject: Tolak\n" + $0.signatureHeader)
        },
        WrappingCase("below another multipart", .refused(.noSignaturePart)) {
            $0.withSignature(
                header: "Content-Type: multipart/mixed; boundary=m\n",
                "--m\n\($0.evil)\n--m\n\($0.signaturePart)\n--m--\n")
        },
        WrappingCase("no encoding", .refused(.wrongTransferEncoding)) {
            $0.withSignature(header: "Content-Type: application/pkcs7-signature\n")
        },
        WrappingCase("quoted-printable", .refused(.wrongTransferEncoding)) {
            $0.withSignature(
                header: "Content-Type: application/pkcs7-signature\n"
                    + "Content-Transfer-Encoding: quoted-printable\n")
        },
        WrappingCase("text behind it", .refused(.malformedBase64)) {
            $0.withSignature($0.signature + "Tolak\n")
        },
        WrappingCase("text behind an empty line", .refused(.malformedBase64)) {
            $0.withSignature($0.signature + "\nTolak\n")
        },
        WrappingCase("text before it", .refused(.malformedBase64)) {
            $0.withSignature("Tolak!\n" + $0.signature)
        },
        WrappingCase("an empty line before it", .refused(.malformedBase64)) {
            $0.withSignature("\n" + $0.signature)
        },
        WrappingCase("an empty line in it", .refused(.malformedBase64)) {
            $0.withSignature($0.signature.replacing("\n", with: "\n\n", maxReplacements: 1))
        },
        WrappingCase("PEM around it", .refused(.malformedBase64)) {
            $0.withSignature("-----BEGIN PKCS7-----\n\($0.signature)-----END PKCS7-----\n")
        },
        WrappingCase("spaces in it", .refused(.malformedBase64)) {
            $0.withSignature($0.signature.replacing("\n", with: " \n"))
        },
        WrappingCase("in one line", .refused(.malformedBase64)) {
            $0.withSignature($0.signature.replacing("\n", with: "") + "\n")
        },
        WrappingCase("twice", .refused(.malformedBase64)) {
            $0.withSignature("AAAA====\n" + $0.signature)
        },
        WrappingCase("three characters less", .refused(.malformedBase64)) {
            let letters = $0.signature.filter { $0 != "\n" && $0 != "=" }
            let kept = letters.prefix(letters.count / 4 * 4 - 3)
            return $0.withSignature(Octets.lines(String(kept)))
        },
        WrappingCase("none", .refused(.malformedBase64)) { $0.withSignature("") },
        WrappingCase("no CMS", .refused(.malformedSignedData)) { $0.withSignature("AAAA\n") },
        WrappingCase("over other octets", .refused(.untrusted)) { $0.withSignature($0.strange) },
    ]

    @Test("the signed octets, altered", arguments: alteredCases)
    func altered(_ one: WrappingCase) throws { try one.check() }

    private static func alter(_ text: String, _ other: String) -> @Sendable (ClearSample) -> String {
        { $0.message(parts: [$0.content.replacing(text, with: other), $0.signaturePart]) }
    }

    static let alteredCases = [
        WrappingCase("a letter", .refused(.badSignature), alter("Setuju", "Setujv")),
        WrappingCase("a space at a line's end", .refused(.badSignature), alter("Setuju", "Setuju ")),
        WrappingCase("a line more", .refused(.badSignature)) {
            $0.message(parts: [$0.content + "\n", $0.signaturePart])
        },
        WrappingCase("its type", .refused(.badSignature), alter("text/plain", "text/html")),
        WrappingCase("its charset", .refused(.badSignature), alter("utf-8", "utf-7")),
        WrappingCase("its encoding", .refused(.badSignature), alter("quoted-printable", "base64")),
        WrappingCase("a field before it", .refused(.badSignature)) {
            $0.message(parts: ["Subject: Tolak\n" + $0.content, $0.signaturePart])
        },
        WrappingCase("an empty line before it", .refused(.badSignature)) {
            $0.message(parts: ["\n" + $0.content, $0.signaturePart])
        },
        WrappingCase("another Subject outside", .verified) {
            $0.message(head: $0.from + "Subject: Tolak\nMIME-Version: 1.0\n" + $0.type)
        },
        // Who may act is the caller's question; the addresses are the certificate's, whatever From says.
        WrappingCase("I1: another From outside", .verified) {
            $0.message(head: "From: eve@evil.example\nMIME-Version: 1.0\n" + $0.type)
        },
        WrappingCase("I2: an address as display name", .verified) {
            $0.message(
                head: "From: \"budi@dinkes.example.go.id\" <eve@evil.example>\nMIME-Version: 1.0\n" + $0.type)
        },
        WrappingCase("I3: two From and a Sender", .verified) {
            $0.message(head: "From: eve@evil.example\nSender: budi@dinkes.example.go.id\n" + $0.head)
        },
    ]

    @Test("the opaque form", arguments: opaqueCases)
    func opaque(_ one: WrappingCase) throws { try one.check() }

    static let opaqueCases = [
        WrappingCase("right", .verified) { $0.opaqueMessage() },
        WrappingCase("in capitals", .verified) {
            $0.opaqueMessage(type: "Content-Type: Application/PKCS7-MIME; Smime-Type=Signed-Data\n")
        },
        WrappingCase("text before", .refused(.malformedBase64)) {
            $0.opaqueMessage(body: "Tolak.\n\($0.opaque)")
        },
        WrappingCase("text behind", .refused(.malformedBase64)) {
            $0.opaqueMessage(body: "\($0.opaque)\nTolak\n")
        },
        WrappingCase("7bit", .refused(.wrongTransferEncoding)) { $0.opaqueMessage(transfer: "7bit") },
        WrappingCase("the type twice", .refused(.repeatedField)) {
            $0.opaqueMessage(type: $0.opaqueType + "Content-Type: text/plain\n")
        },
        WrappingCase("a parameter twice", .refused(.malformedContentType)) {
            $0.opaqueMessage(type: $0.opaqueType.dropLast() + "; smime-type=enveloped-data\n")
        },
        WrappingCase("without smime-type", .notSigned) {
            $0.opaqueMessage(type: "Content-Type: application/pkcs7-mime; name=smime.p7m\n")
        },
        WrappingCase("as encrypted", .notSigned) {
            $0.opaqueMessage(type: "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n")
        },
        WrappingCase("as certificates", .notSigned) {
            $0.opaqueMessage(type: "Content-Type: application/pkcs7-mime; smime-type=certs-only\n")
        },
        WrappingCase("under the obsolete name", .notSigned) {
            $0.opaqueMessage(type: "Content-Type: application/x-pkcs7-mime; smime-type=signed-data\n")
        },
        WrappingCase("as octets", .notSigned) {
            $0.opaqueMessage(type: "Content-Type: application/octet-stream; name=\"smime.p7m; pkcs7-mime\"\n")
        },
        WrappingCase("as a multipart", .refused(.malformedContentType)) {
            $0.message(head: $0.from + $0.subject + "Content-Type: multipart/signed; x=\"pkcs7-\"\n")
        },
        WrappingCase("a detached signature", .refused(.misplacedContent)) {
            $0.opaqueMessage(body: $0.signature)
        },
        WrappingCase("C1: a content of its own in a clear one", .refused(.misplacedContent)) {
            $0.withSignature($0.opaque)
        },
        WrappingCase("C1: and another text before it", .refused(.misplacedContent)) {
            $0.message(parts: [$0.evil, "\($0.signatureHeader)\n\($0.opaque)"])
        },
        WrappingCase("C1: the opaque one hidden in a clear one", .refused(.noSignaturePart)) {
            $0.message(parts: [
                $0.evil, "\($0.opaqueType)Content-Transfer-Encoding: base64\n\n\($0.opaque)",
            ])
        },
    ]
}
