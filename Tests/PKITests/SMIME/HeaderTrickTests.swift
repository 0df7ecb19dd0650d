import Domain
import Testing

@testable import PKI

/// Header sections and boundaries that two readers understand in two ways.
@Suite("S/MIME: header and boundary tricks", .enabled(if: OpenSSLCommand.isPresent))
struct HeaderTrickTests {
    @Test("Content-Type", arguments: typesCases)
    func types(_ one: WrappingCase) throws { try one.check() }

    private static let pkcs7 = "protocol=\"application/pkcs7-signature\""

    static let typesCases = [
        WrappingCase("folded after a semicolon", .verified) {
            $0.message(
                type: "Content-Type: multipart/signed;\n\t\(pkcs7);\n micalg=sha-256; boundary=\"b1\"\n")
        },
        WrappingCase("in capitals", .verified) {
            $0.message(
                type: "CONTENT-TYPE: MULTIPART/SIGNED; Protocol=APPLICATION/PKCS7-SIGNATURE;".replacing(
                    "APPLICATION/PKCS7-SIGNATURE", with: "\"APPLICATION/PKCS7-SIGNATURE\"")
                    + "MICALG=SHA-256;BOUNDARY=b1\n")
        },
        WrappingCase("with a parameter more", .verified) {
            $0.message(
                type: "Content-Type: multipart/signed; charset=utf-8; \(pkcs7); micalg=x; boundary=b1\n")
        },
        WrappingCase("micalg that lies", .verified) {
            $0.message(type: "Content-Type: multipart/signed; \(pkcs7); micalg=md5; boundary=b1\n")
        },
        WrappingCase("twice, text last", .refused(.repeatedField)) {
            $0.message(type: $0.type + "Content-Type: text/plain\n")
        },
        WrappingCase("twice, text first", .refused(.repeatedField)) {
            $0.message(type: "Content-Type: text/plain\n" + $0.type)
        },
        WrappingCase("twice, in another case and apart", .refused(.repeatedField)) {
            $0.message(head: "content-TYPE: text/html\n" + $0.head)
        },
        WrappingCase("a space before the colon", .refused(.malformedHeader)) {
            $0.message(type: $0.type + "Content-Type : text/plain\n")
        },
        WrappingCase("a comment in it", .refused(.malformedContentType)) {
            $0.message(type: "Content-Type: multipart/(text/plain)signed; \(pkcs7); micalg=x; boundary=b1\n")
        },
        WrappingCase("a comment before it", .refused(.malformedContentType)) {
            $0.message(
                type: "Content-Type: (text/plain;) multipart/signed; \(pkcs7); micalg=x; boundary=b1\n")
        },
        WrappingCase("a comment behind it", .refused(.malformedContentType)) {
            $0.message(type: $0.type.dropLast() + " (; boundary=b2)\n")
        },
        WrappingCase("folded inside the type", .refused(.malformedContentType)) {
            $0.message(type: "Content-Type: multipart/\n signed; \(pkcs7); micalg=x; boundary=b1\n")
        },
        WrappingCase("spaces around =", .refused(.malformedContentType)) {
            $0.message(type: "Content-Type: multipart/signed; \(pkcs7); micalg=x; boundary = b1\n")
        },
        WrappingCase("protocol twice", .refused(.malformedContentType)) {
            $0.message(type: $0.type.dropLast() + "; protocol=\"application/pgp-signature\"\n")
        },
        WrappingCase("no protocol", .refused(.malformedContentType)) {
            $0.message(type: "Content-Type: multipart/signed; x=pkcs7-; micalg=x; boundary=b1\n")
        },
        WrappingCase("no micalg", .refused(.malformedContentType)) {
            $0.message(type: "Content-Type: multipart/signed; \(pkcs7); boundary=b1\n")
        },
        WrappingCase("a semicolon at the end", .refused(.malformedContentType)) {
            $0.message(type: $0.type.dropLast() + ";\n")
        },
        WrappingCase("an encoded word", .refused(.malformedContentType)) {
            $0.message(type: "Content-Type: =?utf-8?q?multipart/signed?=; \(pkcs7); micalg=x; boundary=b1\n")
        },
        WrappingCase("a letter beyond ASCII", .refused(.malformedContentType)) {
            $0.message(type: "Content-Type: multipart/signed; \(pkcs7); micalg=x; boundary=\"b1\u{E9}\"\n")
        },
        WrappingCase("another protocol", .notSigned) {
            $0.message(
                type: "Content-Type: multipart/signed; protocol=\"application/pkcs7-mime\"; boundary=b1\n")
        },
        WrappingCase("the obsolete protocol", .notSigned) {
            $0.message(type: $0.type.replacing("application/pkcs7", with: "application/x-pkcs7"))
        },
        WrappingCase("a type that begins alike", .notSigned) {
            $0.message(type: "Content-Type: multipart/signedx; \(pkcs7); micalg=x; boundary=b1\n")
        },
    ]

    @Test("boundaries", arguments: boundariesCases)
    func boundaries(_ one: WrappingCase) throws { try one.check() }

    private static func bounded(_ text: String) -> @Sendable (ClearSample) -> String {
        { $0.message(type: "Content-Type: multipart/signed; \(pkcs7); micalg=sha-256\(text)\n") }
    }

    static let boundariesCases = [
        WrappingCase("none", .refused(.malformedContentType), bounded("")),
        WrappingCase("two", .refused(.malformedContentType), bounded("; boundary=b1; boundary=b2")),
        WrappingCase(
            "two equal ones", .refused(.malformedContentType), bounded("; boundary=b1; Boundary=b1")),
        WrappingCase("an empty one", .refused(.malformedContentType), bounded("; boundary=\"\"")),
        WrappingCase(
            "one of 71", .refused(.malformedContentType),
            bounded("; boundary=" + String(repeating: "b", count: 71))),
        WrappingCase("a space last", .refused(.malformedContentType), bounded("; boundary=\"b1 \"")),
        WrappingCase("a quoted pair", .refused(.malformedContentType), bounded("; boundary=\"b\\1\"")),
        WrappingCase("in pieces", .refused(.malformedContentType), bounded("; boundary*0=b; boundary*1=1")),
        WrappingCase(
            "in pieces beside a whole one", .refused(.malformedContentType),
            bounded("; boundary=b1; boundary*0=b2")),
        WrappingCase("with a charset", .refused(.malformedContentType), bounded("; boundary*=us-ascii''b1")),
        WrappingCase("folded inside", .refused(.malformedContentType), bounded("; boundary=\"b\n 1\"")),
        WrappingCase(
            "without its last quotation mark", .refused(.malformedContentType), bounded("; boundary=\"b1")),
        WrappingCase(
            "unquoted with an equals sign", .refused(.malformedContentType), bounded("; boundary=b1=")),
        WrappingCase(
            "with a forbidden character", .refused(.malformedContentType), bounded("; boundary=\"b1*\"")),
        WrappingCase("another one", .refused(.malformedMultipart), bounded("; boundary=b2")),
        WrappingCase("in another case", .refused(.malformedMultipart), bounded("; boundary=B1")),
        WrappingCase("one that is the beginning", .refused(.malformedMultipart), bounded("; boundary=b")),
        WrappingCase("white space behind it", .refused(.malformedMultipart)) {
            "\($0.head)\n--b1 \n\($0.content)\n--b1\n\($0.signaturePart)\n--b1--\n"
        },
        WrappingCase("white space before it", .refused(.wrongPartCount)) {
            "\($0.head)\n --b1\n\($0.evil)\n--b1\n\($0.signaturePart)\n--b1--\n"
        },
        WrappingCase("a longer one inside", .refused(.malformedMultipart)) {
            $0.message(parts: [
                "Content-Type: multipart/mixed; boundary=b1x\n\n--b1x\n\($0.evil)\n--b1x--\n",
                $0.signaturePart,
            ])
        },
        WrappingCase("a longer one between the parts", .refused(.malformedMultipart)) {
            "\($0.head)\n--b1x\n\($0.evil)\n--b1\n\($0.content)\n--b1\n\($0.signaturePart)\n--b1--\n"
        },
        WrappingCase("an end of three dashes", .refused(.malformedMultipart)) {
            "\($0.head)\n--b1\n\($0.content)\n--b1\n\($0.signaturePart)\n--b1---\n"
        },
    ]

    @Test("the other fields", arguments: fieldsCases)
    func fields(_ one: WrappingCase) throws { try one.check() }

    private static func versioned(_ lines: String) -> @Sendable (ClearSample) -> String {
        { $0.message(head: $0.from + lines + $0.type) }
    }

    static let fieldsCases = [
        WrappingCase(
            "a program's name in MIME-Version", .verified, versioned("Mime-Version: 1.0 (Mail \\(16\\))\n")),
        WrappingCase("no MIME-Version", .refused(.wrongVersion), versioned("")),
        WrappingCase("MIME-Version 1.1", .refused(.wrongVersion), versioned("MIME-Version: 1.1\n")),
        WrappingCase("a comment inside", .refused(.wrongVersion), versioned("MIME-Version: 1.(x)0\n")),
        WrappingCase("a comment without end", .refused(.wrongVersion), versioned("MIME-Version: 1.0 (\n")),
        WrappingCase(
            "MIME-Version twice", .refused(.repeatedField),
            versioned("MIME-Version: 1.0\nMIME-Version: 1.0\n")),
        WrappingCase("8bit", .verified) { $0.message(head: $0.head + "Content-Transfer-Encoding: 8bit\n") },
        WrappingCase("base64 over everything", .refused(.wrongTransferEncoding)) {
            $0.message(head: $0.head + "Content-Transfer-Encoding: base64\n")
        },
        WrappingCase("binary", .refused(.wrongTransferEncoding)) {
            $0.message(head: $0.head + "Content-Transfer-Encoding: binary\n")
        },
        WrappingCase("a comment in the encoding", .refused(.wrongTransferEncoding)) {
            $0.message(head: $0.head + "Content-Transfer-Encoding: 7bit (base64)\n")
        },
        WrappingCase("the encoding twice", .refused(.repeatedField)) {
            $0.message(
                head: $0.head + "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n")
        },
        WrappingCase("Content-Disposition twice", .refused(.repeatedField)) {
            $0.message(head: $0.head + "Content-Disposition: inline\ncontent-disposition: attachment\n")
        },
        WrappingCase("a line of white space in the header", .refused(.malformedHeader)) {
            $0.message(head: $0.from + $0.subject + " \n" + $0.type)
        },
        WrappingCase("a continuation first", .refused(.malformedHeader)) {
            $0.message(head: " x\n" + $0.head)
        },
        WrappingCase("a line of an mbox first", .refused(.malformedHeader)) {
            $0.message(head: "From budi Mon Nov 23 09:00:00 2026\n" + $0.head)
        },
        WrappingCase("a line without a colon", .refused(.malformedHeader)) {
            $0.message(head: $0.head + "Tolak\n")
        },
        WrappingCase("a field without a name", .refused(.malformedHeader)) {
            $0.message(head: $0.head + ": x\n")
        },
        WrappingCase("half a megabyte of it", .refused(.malformedHeader)) {
            $0.message(head: $0.head + String(repeating: "a:\n", count: 170_000))
        },
        WrappingCase("a control character", .refused(.malformedHeader)) {
            $0.message(head: "Subject: a\u{1B}[2J\n" + $0.head)
        },
    ]
}
