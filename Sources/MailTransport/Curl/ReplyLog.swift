internal import CCurl

/// Remembers the codes of the latest server reply that libcurl read during its part of the dialogue; texts
/// are dropped, since servers repeat addresses and names in them.
final class ReplyLog {
    /// The latest line, at most 512 octets.
    private(set) var lastLine: [UInt8] = []

    /// Forgets the line before a new transfer.
    func clear() { lastLine.removeAll(keepingCapacity: true) }

    /// The header callback; its context is a `ReplyLog`.
    static let callback: sertipos_bytes_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let length = size * count
        let log = Unmanaged<ReplyLog>.fromOpaque(context).takeUnretainedValue()
        let line = UnsafeRawBufferPointer(start: bytes, count: min(length, 512))
        // libcurl leaves with QUIT after a refusal; the answer to that is not the refusal.
        if line.starts(with: "221".utf8) { return length }
        log.lastLine.removeAll(keepingCapacity: true)
        log.lastLine.append(contentsOf: line)
        return length
    }

    /// `NO [UNAVAILABLE]` out of the latest IMAP line: status word and response code, nothing else.
    var imapStatus: String {
        let words = lastLine.prefix { $0 != 13 && $0 != 10 }.split(separator: 32, maxSplits: 3)
        guard let index = words.firstIndex(where: { Self.isStatusWord($0) }) else { return "" }
        let status = String(decoding: words[index], as: UTF8.self).uppercased()
        guard index + 1 < words.count, words[index + 1].first == UInt8(ascii: "[") else { return status }
        let code = words[index + 1].prefix { octet in
            (65...90).contains(octet & 0xDF) || octet == UInt8(ascii: "[") || octet == UInt8(ascii: "-")
        }
        return "\(status) \(String(decoding: code, as: UTF8.self).uppercased())]"
    }

    private static func isStatusWord(_ word: ArraySlice<UInt8>) -> Bool {
        ["OK", "NO", "BAD", "BYE"].contains(String(decoding: word, as: UTF8.self).uppercased())
    }
}
