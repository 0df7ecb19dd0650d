/// A Received field (RFC 5321 section 4.4), read for one question: does the outside begin below it?
///
/// The client chooses the name after `from` and, with some servers, may put spaces into it. So a clause that
/// stands there twice, and every address that is not loopback, speaks against the field.
struct TraceField: Sendable, Hashable {
    /// The host that wrote it, comparable; empty if it does not say or says it twice.
    let by: [UInt8]
    /// Whether it names a client.
    let hasFrom: Bool
    /// Whether a comment names a local user who handed the message in.
    let isLocalSubmission: Bool
    /// The protocol after `with`, lower case; empty if it does not say or says it twice.
    let with: [UInt8]
    /// All IP addresses in it, but for the name after `by`.
    let addresses: [NetworkAddress]

    /// The field with this unfolded value.
    init(_ value: String) {
        var scanner = OctetScanner(Array(value.utf8))
        var clauses: [Clause: [[UInt8]]] = [:]
        var current: Clause?
        var isLocal = false
        var isBroken = false
        var addresses: [NetworkAddress] = []
        while let octet = scanner.next {
            if OctetScanner.isWhiteSpace(octet) || octet == UInt8(ascii: ";") {
                scanner.advance()
            } else if octet == UInt8(ascii: "(") {
                guard let comment = scanner.comment() else {
                    isBroken = true
                    break
                }
                let words = Self.words(comment)
                addresses += words.compactMap { NetworkAddress($0) }
                isLocal = isLocal || (clauses[.from] == nil && words.contains(Array("from".utf8)))
            } else {
                let word = OctetScanner.lowered(scanner.run { Self.isWordPart($0) })
                if let clause = Clause(rawValue: OctetScanner.text(word)) {
                    current = clause
                    clauses[clause, default: []].append([])
                } else if let clause = current, let last = clauses[clause]?.indices.last,
                    clauses[clause]?[last].isEmpty == true
                {
                    clauses[clause]?[last] = word
                }
                let isLiteral = word.first == UInt8(ascii: "[") || !word.contains(UInt8(ascii: ":"))
                if current != .by, isLiteral, let address = NetworkAddress(word) { addresses.append(address) }
            }
        }
        by = isBroken ? [] : OctetScanner.comparableHost(Self.only(clauses[.by]))
        with = Self.only(clauses[.with])
        hasFrom = clauses[.from] != nil
        isLocalSubmission = isLocal
        self.addresses = addresses
    }

    private enum Clause: String {
        case from, by, with, via, id, `for`
    }

    /// Whether fields below this one may have been written outside.
    ///
    /// They were not if the writing host is vouched for, or if it is ours and took the message from itself:
    /// over loopback, by LMTP (RFC 2033) or without any client.
    func isBorder(hosts: OwnHosts) -> Bool {
        if hosts.vouch(for: by) { return false }
        guard hosts.areOurs(by) else { return true }
        if !addresses.isEmpty { return !addresses.allSatisfy(\.isLoopback) }
        if hasFrom { return !with.starts(with: "lmtp".utf8) }
        return isLocalSubmission
    }

    /// The one value of a clause that stands there once.
    private static func only(_ values: [[UInt8]]?) -> [UInt8] {
        guard let values, values.count == 1 else { return [] }
        return values[0]
    }

    private static func isWordPart(_ octet: UInt8) -> Bool {
        !OctetScanner.isWhiteSpace(octet) && octet != UInt8(ascii: ";") && octet != UInt8(ascii: "(")
    }

    /// The words of a comment, lower case, without brackets, commas and inner parentheses.
    private static func words(_ comment: ArraySlice<UInt8>) -> [[UInt8]] {
        let separators = Array(" \t\r\n()[],=".utf8)
        return comment.split { separators.contains($0) }.map { OctetScanner.lowered($0) }
    }
}
