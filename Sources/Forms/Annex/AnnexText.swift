/// The text of an annex in the one shape that a CSV parser needs, whatever program wrote the file.
public struct AnnexText: Sendable, Hashable {
    /// The text: no byte order mark, no `sep=` line, `\n` line ends, no control characters but tab.
    public let text: String
    /// What most likely stands between its cells.
    public var delimiter: Character { delimiters.first ?? "," }
    /// Everything that may stand between them, most likely first; several only where the text leaves it open.
    public let delimiters: [Character]
    /// The first records of ``text``, where the header must stand.
    let head: String

    /// Records in which the header is looked for.
    static let headLength = 40

    /// Reads `octets`: UTF-8, UTF-16 with or without a byte order mark, else Windows-1252.
    ///
    /// A first line such as `sep=;` decides on the delimiter. Else it is the one of `, ; TAB` that stands most often
    /// outside quotes in one of the first lines; a title such as `Dinas A, B` cannot outvote a header.
    public static func prepare(_ octets: [UInt8]) -> AnnexText {
        var plain = cleaned(decoded(octets))[...]
        let named = takeSeparatorLine(&plain)
        var scan = Scan()
        scan.run(over: plain)
        return AnnexText(
            text: String(decoding: scan.output, as: UTF8.self),
            delimiters: named.map { [Character(Unicode.Scalar($0))] } ?? scan.ranked,
            head: String(decoding: scan.output[..<(scan.headEnd ?? scan.output.count)], as: UTF8.self))
    }

    /// The delimiter that a first line `sep=;` names; spreadsheets do not count that line as a row.
    private static func takeSeparatorLine(_ plain: inout ArraySlice<UInt8>) -> UInt8? {
        let line = plain.prefix { $0 != Octet.newline }
        let bare = line.filter { $0 != 0x22 && $0 != Octet.space }
        guard bare.count == 5, bare.prefix(4).map(Octet.lowered).elementsEqual("sep=".utf8),
            let delimiter = bare.last, Scan.candidates.contains(delimiter) || delimiter == 0x7C
        else { return nil }
        plain = plain.dropFirst(line.count + 1)
        return delimiter
    }

    /// One pass that counts delimiters outside quotes and frees cells from the spreadsheet's `="…"`.
    private struct Scan {
        static let candidates: [UInt8] = [0x3B, Octet.tab, Octet.comma]
        var output: [UInt8] = []
        var headEnd: Int?
        private var best = [0, 0, 0]

        /// The delimiters that occur at all, by how often they stand in their best line.
        var ranked: [Character] {
            let order = Self.candidates.indices.filter { best[$0] > 0 }.sorted {
                (best[$1], $0) < (best[$0], $1)
            }
            return order.isEmpty ? [","] : order.map { Character(Unicode.Scalar(Self.candidates[$0])) }
        }

        mutating func run(over plain: ArraySlice<UInt8>) {
            output.reserveCapacity(plain.count)
            var counts = [0, 0, 0]
            var records = 0
            var isQuoted = false
            var isCellStart = true
            for (index, octet) in zip(plain.indices, plain) {
                if isCellStart, octet == Octet.equals, index + 1 < plain.endIndex, plain[index + 1] == 0x22 {
                    continue
                }
                output.append(octet)
                isCellStart = false
                if octet == 0x22 {
                    isQuoted.toggle()
                } else if isQuoted {
                    continue
                } else if octet == Octet.newline {
                    isCellStart = true
                    records += 1
                    if records <= AnnexText.headLength { note(&counts) }
                    if records == AnnexText.headLength { headEnd = output.count }
                } else if let candidate = Self.candidates.firstIndex(of: octet) {
                    isCellStart = true
                    counts[candidate] += 1
                }
            }
            if records < AnnexText.headLength { note(&counts) }
        }

        private mutating func note(_ counts: inout [Int]) {
            for index in counts.indices {
                best[index] = max(best[index], counts[index])
                counts[index] = 0
            }
        }
    }
}
