import Foundation
import Testing

/// The files that came with a certificate, judged by the `openssl` command.
struct IssuedFiles {
    /// The certificate, PEM.
    let certificate: String
    /// The certificates above it, PEM; the authority's own is among them.
    let chain: String
    /// The protected key, if it came along.
    let bundle: String?
    private let folder: String

    /// Takes them out of a mail; everything lies below `folder`, the applicant's own.
    init(_ mail: OpenedMail, in folder: String) throws {
        self.folder = folder + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: true)
        var above: [String] = []
        var (certificate, bundle): (String?, String?)
        for part in mail.attachments {
            let (name, path) = (part.name ?? "", "\(self.folder)/\(part.name ?? "")")
            try part.content.write(to: URL(filePath: path))
            if name.hasSuffix(".p12") { bundle = path }
            guard name.hasSuffix(".cer") else { continue }
            try Shell.run(["openssl", "x509", "-inform", "DER", "-in", path, "-out", path + ".pem"])
            if name.hasPrefix("sertifikat-") {
                certificate = path + ".pem"
            } else {
                above.append(path + ".pem")
            }
        }
        self.certificate = try #require(certificate)
        self.bundle = bundle
        chain = "\(self.folder)/chain.pem"
        let all = try above.sorted().map { try String(contentsOfFile: $0, encoding: .utf8) }
        try Data(all.joined().utf8).write(to: URL(filePath: chain))
    }

    /// Whether the certificate verifies for signed mail, against a revocation list (DER) if one is given.
    func verifies(revocationList: String? = nil) throws -> Execution {
        var options = ["-CAfile", chain, "-purpose", "smimesign", "-x509_strict"]
        if let revocationList {
            try Shell.run(["openssl", "crl", "-inform", "DER", "-in", revocationList, "-out", "\(chain).crl"])
            options += ["-crl_check", "-CRLfile", "\(chain).crl"]
        }
        return try Self.openssl(["verify"] + options + [certificate])
    }

    /// Whether the protected key opens with this passphrase and belongs to the certificate.
    func opens(with passphrase: String) throws -> Bool {
        let (word, key) = ("\(folder)/word", "\(folder)/key.pem")
        try Data("\(passphrase)\n".utf8).write(to: URL(filePath: word))
        let opened = try Self.openssl([
            "pkcs12", "-in", try #require(bundle), "-passin", "file:\(word)", "-nocerts", "-noenc", "-out",
            key,
        ])
        guard opened.code == 0 else { return false }
        let own = try Shell.run(["openssl", "pkey", "-in", key, "-pubout"])
        return try own == publicKey()
    }

    /// The certificate's public key, PEM.
    func publicKey() throws -> String {
        try Shell.run(["openssl", "x509", "-in", certificate, "-noout", "-pubkey"])
    }

    /// The serial number, upper-case hexadecimal.
    func serial() throws -> String {
        try Shell.run(["openssl", "x509", "-in", certificate, "-noout", "-serial"])
            .replacing("serial=", with: "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What the certificate says, in words.
    func text() throws -> String {
        try Shell.run(["openssl", "x509", "-in", certificate, "-noout", "-text", "-nameopt", "RFC2253,utf8"])
    }

    /// What a revocation list (DER) says in words, if the chain signed it.
    func text(ofList file: String) throws -> String {
        let read = try Self.openssl([
            "crl", "-inform", "DER", "-in", file, "-CAfile", chain, "-noout", "-text",
        ])
        try #require(read.code == 0 && read.errors.contains("verify OK"), "\(read)")
        return read.output
    }

    static func openssl(_ arguments: [String]) throws -> Execution {
        try ChildProcess(["openssl"] + arguments, environment: ProcessInfo.processInfo.environment).wait()
    }
}
