import Domain

/// Finds what may be a one-time code in the octets of a mail: 32 base32 letters, whatever stands around them.
enum CodeTrace {
    /// Letters in a row beyond which no code can be meant.
    private static let longestRun = 96

    /// Every 32 letters in a row in `text`, each once, also where a label or a percent escape (`%2B`) is glued to them.
    static func codes(in text: some Sequence<UInt8>) -> Set<OneTimeCode> {
        var found: Set<OneTimeCode> = []
        var run: [UInt8] = []
        for octet in text {
            if isLetter(octet) {
                if run.count <= longestRun { run.append(octet) }
            } else {
                if !run.isEmpty { collect(run, &found) }
                run.removeAll(keepingCapacity: true)
            }
        }
        collect(run, &found)
        return found
    }

    private static func collect(_ run: [UInt8], _ found: inout Set<OneTimeCode>) {
        guard run.count >= OneTimeCode.length, run.count <= longestRun else { return }
        for start in 0...(run.count - OneTimeCode.length) {
            let letters = run[start..<start + OneTimeCode.length]
            if let code = OneTimeCode(String(decoding: letters, as: UTF8.self)) { found.insert(code) }
        }
    }

    private static func isLetter(_ octet: UInt8) -> Bool {
        (97...122).contains(octet) || (65...90).contains(octet) || (50...55).contains(octet)
    }
}
