/// The number under which the national complaint channel SP4N-LAPOR! knows a case.
enum LaporNumber {
    /// The number on a line that says nothing else: `LAPOR: 1234567`, `No. LAPOR! #1234567`, `SP4N-LAPOR! ID 1234567`.
    static func read(_ line: String) -> String? {
        guard line.utf8.count <= 120 else { return nil }
        let words = line.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        guard let number = words.last, (5...20).contains(number.utf8.count),
            number.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        let label = words.dropLast()
        guard label.contains("lapor"), label.allSatisfy(labels.contains) else { return nil }
        return number
    }

    /// The first number in these lines.
    static func first(in lines: [String]) -> String? {
        for line in lines { if let number = read(line) { return number } }
        return nil
    }

    private static let labels: Set<String> = [
        "lapor", "sp4n", "no", "nomor", "nomer", "number", "id", "tracking", "tiket", "ticket", "kode",
        "laporan", "saya", "my", "the",
    ]
}
