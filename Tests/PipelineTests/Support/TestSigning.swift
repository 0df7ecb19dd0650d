import Domain
import Foundation
import PKI
import Pipeline
import Testing

/// Certificates for signing mail, made once by the openssl command line.
struct TestSigning: Sendable {
    static let shared = Result { try TestSigning() }

    private let files: [String: [UInt8]]

    /// What verifies them.
    let verifier: OpenSSLSignedMailVerifier

    private init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "signing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        func place(_ name: String) -> String { folder.appending(path: name).path }
        try Data("[req]\ndistinguished_name=dn\n[dn]\n".utf8).write(to: folder.appending(path: "config"))
        func certify(_ name: String, _ issuer: String, _ extensions: [String]) throws {
            let key = try OpenSSLTool.run(
                [
                    "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out",
                    place("\(name).key"),
                ])
            try #require(key.status == 0, "\(key.output)")
            var arguments = [
                "req", "-x509", "-new", "-config", place("config"), "-key", place("\(name).key"), "-subj",
                "/CN=\(name)", "-days", "3650", "-sha256", "-out", place("\(name).pem"),
            ]
            if issuer != name {
                arguments += ["-CA", place("\(issuer).pem"), "-CAkey", place("\(issuer).key")]
            }
            let made = try OpenSSLTool.run(arguments + extensions.flatMap { ["-addext", $0] })
            try #require(made.status == 0, "\(made.output)")
        }
        try certify(
            "root", "root", ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"])
        for (name, address) in [
            ("siti", TestDesk.siti), ("ra", TestDesk.authority), ("budi", TestDesk.budi),
        ] {
            try certify(
                name, "root",
                [
                    "basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature,nonRepudiation",
                    "extendedKeyUsage=emailProtection", "subjectAltName=email:\(address)",
                ])
        }
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = Array(try Data(contentsOf: folder.appending(path: name)))
        }
        self.files = files
        let root = place("root.pem")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: root)
        verifier = try OpenSSLSignedMailVerifier(anchorFiles: [root])
    }

    /// The detached signature of `name` over `entity` in base64 lines; with `isOpaque`, entity and signature in one.
    func signature(by name: String, over entity: String, isOpaque: Bool = false) throws -> String {
        let used = files.filter { $0.key.hasPrefix(name) }
            .merging(["in": Array(entity.utf8)]) { _, new in new }
        let signed = try OpenSSLTool.run(
            [
                "cms", "-sign", "-binary", "-in", "in", "-signer", "\(name).pem", "-inkey", "\(name).key",
                "-outform", "PEM",
            ] + (isOpaque ? ["-nodetach"] : []), files: used)
        try #require(signed.status == 0, "\(signed.output)")
        return signed.output.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined(
            separator: "\r\n")
    }

    /// A text as the signed entity.
    static func entity(_ text: String) -> String {
        "Content-Type: text/plain; charset=utf-8\r\n\r\n"
            + text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n") + "\r\n"
    }

    /// The signature as the second part of a multipart/signed.
    static func signaturePart(_ signature: String) -> String {
        """
        Content-Type: application/pkcs7-signature; name="smime.p7s"\r
        Content-Transfer-Encoding: base64\r
        Content-Disposition: attachment; filename="smime.p7s"\r
        \r
        \(signature)\r

        """
    }

    static let multipart =
        "multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=s"
}

extension TestDesk {
    /// A whole mail of any shape; nothing but a signature proves its sender.
    func receive(
        from sender: String, subject: String = "Surat", contentType: String, encoding: String? = nil,
        header: String = "", body: String, proof: String = "dmarc=none"
    ) {
        let domain = sender.split(separator: "@").last ?? ""
        let transfer = encoding.map { "Content-Transfer-Encoding: \($0)\r\n" } ?? ""
        mailbox.add(
            Array(
                """
                Return-Path: <\(sender)>\r
                Authentication-Results: mx.desk.example; \(proof) header.from=\(domain)\r
                Received: from client by mx.desk.example with ESMTP; Mon, 23 Nov 2026 09:00:00 +0700\r
                \(header)From: Orang <\(sender)>\r
                To: layanan@desk.example\r
                Subject: \(subject)\r
                Message-ID: <s\(mailbox.messages.count)@client.example>\r
                MIME-Version: 1.0\r
                Content-Type: \(contentType)\r
                \(transfer)\r
                \(body)
                """.utf8))
    }

    /// A mail that `signer` signed: the text alone.
    func receiveSigned(
        by signer: String, from sender: String, subject: String = "Surat", text: String, header: String = ""
    ) throws {
        let entity = TestSigning.entity(text)
        let signature = try TestSigning.shared.get().signature(by: signer, over: entity)
        receive(
            from: sender, subject: subject, contentType: TestSigning.multipart, header: header,
            body: "--s\r\n\(entity)\r\n--s\r\n\(TestSigning.signaturePart(signature))\r\n--s--\r\n")
    }

    /// A desk that knows whose signatures count. Certificates of tests begin now, so its clock stands there.
    static func trustingSignatures() throws -> TestDesk {
        let desk = try TestDesk()
        desk.desk.signatures = try TestSigning.shared.get().verifier
        desk.wait(Int64(Date().timeIntervalSince1970) + 3600 - desk.clock.now().seconds)
        return desk
    }
}
