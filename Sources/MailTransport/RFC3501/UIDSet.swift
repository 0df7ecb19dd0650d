internal import Domain

/// Sequence sets of identifiers (RFC 3501 section 9, `sequence-set`).
enum UIDSet {
    /// `1:3,7` for rising `uids`; runs are joined.
    static func text(_ uids: some Sequence<UID>) -> String {
        var text = ""
        var run: ClosedRange<UInt32>?
        func flush() {
            guard let run else { return }
            if !text.isEmpty { text += "," }
            text += run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound):\(run.upperBound)"
        }
        for uid in uids {
            if let current = run, current.upperBound < .max, uid.value == current.upperBound + 1 {
                run = current.lowerBound...uid.value
            } else {
                flush()
                run = uid.value...uid.value
            }
        }
        flush()
        return text
    }

    /// `uids` in rising order without repetition, cut into pieces of at most `size`, so that no command line
    /// grows beyond what servers read (RFC 7162 section 4 advises 8,192 octets).
    static func pieces(_ uids: [UID], size: Int = 500) -> [[UID]] {
        var rising = uids.sorted()
        var last: UID?
        rising.removeAll { uid in
            defer { last = uid }
            return uid == last
        }
        return stride(from: 0, to: rising.count, by: size).map { start in
            Array(rising[start..<min(start + size, rising.count)])
        }
    }
}
