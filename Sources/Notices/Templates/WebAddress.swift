internal import Domain

/// Web addresses in templates and values. A mail of the desk never needs one for an action: actions are answers
/// by mail, so that no link scanner can take them.
enum WebAddress {
    /// A longer URL is not opened whole everywhere.
    static let maximumLength = 2048

    /// Whether `url` is an absolute https URL with a host and no user information, all of it characters that
    /// RFC 3986 section 2 allows, so that none can end an attribute or the angle brackets of the text.
    static func isPlainHTTPS(_ url: String) -> Bool {
        guard url.utf8.count <= maximumLength, url.lowercased().hasPrefix("https://") else { return false }
        let rest = url.utf8.dropFirst("https://".utf8.count)
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        guard let first = authority.first, isLetterOrDigit(first),
            authority.allSatisfy({ isLetterOrDigit($0) || "-.:".utf8.contains($0) })
        else { return false }
        return rest.allSatisfy { isLetterOrDigit($0) || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ octet: UInt8) -> Bool {
        (48...57).contains(octet) || (65...90).contains(octet) || (97...122).contains(octet)
    }

    /// Whether `text` is exactly one of `allowed`, a final slash aside.
    static func isAllowed(_ text: String, among allowed: [String]) -> Bool {
        let bare = text.hasSuffix("/") ? String(text.dropLast()) : text
        return allowed.contains { $0 == bare || $0 == text }
    }

    /// Whether `text` would open a browser.
    static func isWeb(_ text: String) -> Bool {
        let text = text.lowercased()
        return starts.contains { text.hasPrefix($0) }
    }

    /// Every web address in `part`, linked or not (mail programs make their own links), that is not allowed.
    static func refused(in part: TemplateSource.Part, allowed: [String]) -> [DocumentError] {
        let octets = Array(part.text.utf8)
        let lowered = octets.map { (65...90).contains($0) ? $0 + 32 : $0 }
        var problems: [DocumentError] = []
        var index = 0
        while index < lowered.count {
            guard lowered[index] == UInt8(ascii: "h") || lowered[index] == UInt8(ascii: "w"),
                starts.contains(where: { lowered[index...].starts(with: $0.utf8) }),
                index == 0 || !isWordOctet(lowered[index - 1])
            else {
                index += 1
                continue
            }
            var end = index
            while end < octets.count, !isEnd(octets[end]) { end += 1 }
            while end > index, ".,;:!?".utf8.contains(octets[end - 1]) { end -= 1 }
            let address = String(decoding: octets[index..<end], as: UTF8.self)
            if !isAllowed(address, among: allowed) {
                problems.append(
                    part.error(
                        at: index, "the web address '\(address)' is not allowed in a notice",
                        remedy: "allowed: \(allowed.joined(separator: ", "))"))
            }
            index = max(end, index + 1)
        }
        return problems
    }

    private static let starts = ["http://", "https://", "www."]

    private static func isWordOctet(_ octet: UInt8) -> Bool {
        (48...57).contains(octet) || (97...122).contains(octet) || octet == UInt8(ascii: "/")
    }

    private static func isEnd(_ octet: UInt8) -> Bool {
        octet <= 0x20 || "<>()[]\"'`*".utf8.contains(octet)
    }
}
