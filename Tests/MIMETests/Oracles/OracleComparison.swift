import Foundation
import TestSupport

/// Why our reading of one corpus mail differs from an oracle's, where ours is the one we want.
enum Reason: String {
    case filenameGuessed =
        "raw 8-bit file name: we guess its charset, the oracle gives replacement characters"
    case filenameBackslash = "backslashes of a path in a file name are kept; the oracle drops them"
    case quotedPrintableSpace =
        "white space that ends a quoted-printable line is dropped (RFC 2045 section 6.7)"
    case damagedBase64 =
        "damaged base64 is decoded as far as it goes and reported; the oracle returns the raw text"
    case base64BehindPadding = "octets behind base64 padding are decoded and reported; the oracle drops them"
    case unclosed = "without a close delimiter the last line end is content; the oracle drops it"
    case noDelimiter = "a multipart without its delimiter is one opaque leaf and ambiguous"
    case boundaryReused = "an inner boundary equals an outer one: ambiguous, the outer one wins"
    case malformedType = "parameters or brackets glued to a type are not part of it"
    case spaceBeforeColon = "`Name :` is read as a field and ambiguous; the oracle ends the header there"
    case encodedMessage = "a base64 message/rfc822 is decoded but not entered"
    case charsetRepair = "the oracle keeps U+FFFD for a lying charset; we fall back to windows-1252"
    case unknownEncoding = "8-bit octets under an unknown encoding are windows-1252, not U+FFFD"
    case carriageReturn = "the oracle counts one CR more before a delimiter"
    case levelMissed = "the oracle does not show the message/rfc822 a digest part is"
    case innerTypeMissed = "the oracle loses name and type of an encrypted message inside a message"
    case boundaryMissed = "the oracle does not find a boundary that holds spaces and parentheses"
    case foreignType = "a type without subtype is text/plain; the oracle invents a subtype"
}

/// What one reader saw of one part.
struct PartView: Hashable, CustomStringConvertible {
    let type: String
    var filename: String?
    /// SHA-256 of the decoded octets; `nil` where the oracle does not tell or the part has parts.
    var digest: String?

    var description: String { "\(type) \(filename ?? "-") \(digest?.prefix(8) ?? "-")" }

    /// How many of the three facts agree.
    func agreement(with other: PartView) -> Int {
        [type == other.type, filename == other.filename, digest == other.digest].count { $0 }
    }

    /// Facts that agree in the best alignment of two trees, both in the order of the file.
    static func agreement(_ left: [PartView], _ right: [PartView]) -> Int {
        var row = [Int](repeating: 0, count: right.count + 1)
        for part in left {
            var next = [0]
            for (index, other) in right.enumerated() {
                next.append(max(next[index], row[index + 1], row[index] + part.agreement(with: other)))
            }
            row = next
        }
        return row.last ?? 0
    }
}

/// Counts agreement over many mails, fact by fact (type, name and octets of each part), and holds
/// every difference against a list.
struct OracleComparison {
    let name: String
    let known: [String: Reason]
    private var facts = 0
    private var agreeing = 0
    private var files = 0
    private var equalFiles = 0
    /// Files that differ without a reason.
    private(set) var unexplained: [String] = []
    private var differing: Set<String> = []

    init(_ name: String, known: [String: Reason]) {
        self.name = name
        self.known = known
    }

    mutating func compare(_ file: String, ours: [PartView], theirs: [PartView]) {
        files += 1
        facts += 3 * max(ours.count, theirs.count)
        agreeing += PartView.agreement(ours, theirs)
        if ours == theirs {
            equalFiles += 1
            return
        }
        differing.insert(file)
        guard known[file] == nil else { return }
        let lost = theirs.filter { !ours.contains($0) }.map { "\n  - \($0)" }
        let found = ours.filter { !theirs.contains($0) }.map { "\n  + \($0)" }
        unexplained.append(file + (lost + found).joined())
    }

    /// Reasons for files that no longer differ.
    var stale: [String] { known.keys.filter { !differing.contains($0) }.sorted() }

    /// What agreed; no difference is counted as agreement, whatever its reason.
    var score: OracleScore { OracleScore(agreeing: agreeing, facts: facts) }

    /// A line for the log.
    var summary: String {
        "\(name): \(equalFiles) of \(files) mails equal, \(score); \(differing.count) mails differ, "
            + "\(differing.count - unexplained.count) of them for a listed reason"
    }
}

/// Facts that agree among those compared.
struct OracleScore: CustomStringConvertible {
    var agreeing = 0
    var facts = 0

    static func + (left: OracleScore, right: OracleScore) -> OracleScore {
        OracleScore(agreeing: left.agreeing + right.agreeing, facts: left.facts + right.facts)
    }

    var percent: Double { 100 * Double(agreeing) / Double(max(facts, 1)) }
    var description: String { "\(agreeing) of \(facts) facts agree (\(String(format: "%.2f", percent)) %)" }
}
