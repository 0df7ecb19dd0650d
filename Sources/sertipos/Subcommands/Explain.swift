internal import ArgumentParser
internal import Domain
internal import Foundation
internal import PKI
internal import Pipeline
internal import Spool

/// Every decision taken on one mail.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show every decision taken on one mail, replayed without effects.")

    @Argument(help: "A mail in a file, or the digest (or its first letters) of a message the desk took.")
    var mail: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let desk = try common.open()
            let ledger = try desk.ledger()
            let spool = try desk.spool(for: ledger)
            let octets: [UInt8]
            let digest: Digest
            if FileManager.default.fileExists(atPath: mail) {
                octets = Array(try Data(contentsOf: URL(filePath: mail)))
                digest = OpenSSLDigest().digest(octets)
            } else {
                digest = try Self.find(mail, among: try spool.sealedDigests())
                octets = try spool.read(digest)
            }
            let record = try ledger.read { try $0.message(digest) }
            let explanation = try Explanation(
                of: octets, record: record, digest: digest, desk: try desk.desk(), ledger: ledger,
                spool: spool)
            if common.json { return try Console.say(json: explanation) }
            for line in ExplanationText(explanation, record).lines(TerminalStyle.output) { Console.say(line) }
        }
    }

    private static func find(_ text: String, among digests: [Digest]) throws -> Digest {
        let matches = digests.filter { $0.hex.hasPrefix(text.lowercased()) }
        guard let match = matches.first, matches.count == 1, text.count >= 4 else {
            throw UnknownMail(text: text, matches: matches.count)
        }
        return match
    }
}

/// Neither a file nor one message of this desk.
struct UnknownMail: ClassifiedError {
    let text: String
    let matches: Int
    var failureClass: FailureClass { .permanent }
    var description: String {
        matches > 1
            ? "'\(text)' fits \(matches) messages; write more of the digest"
            : "'\(text)' is neither a file nor the digest of a message this desk took"
    }
}
