extension ParameterList {
    /// A name split at its asterisks: `title*1*` is section 1 of `title`, extended.
    private struct SectionName {
        let base: [UInt8]
        let section: Int?
        let isExtended: Bool

        init(_ name: [UInt8]) {
            guard let star = name.firstIndex(of: Octet.asterisk), star > 0 else {
                base = name
                section = nil
                isExtended = false
                return
            }
            base = Array(name[..<star])
            var rest = name[(star + 1)...]
            let digits = rest.prefix(while: \.isDigit)
            rest = rest.dropFirst(digits.count)
            section = digits.isEmpty || digits.count > 4 ? nil : Int(String(decoding: digits, as: UTF8.self))
            isExtended = digits.isEmpty || rest.first == Octet.asterisk
        }
    }

    /// A piece of a value that may have been cut up.
    private struct Piece {
        let section: Int?
        let isExtended: Bool
        let isQuoted: Bool
        let value: [UInt8]
    }

    /// Puts cut-up values together and decodes their charsets (RFC 2231 sections 3 and 4).
    mutating func resolve(_ raw: [ParameterParser.Raw]) {
        var order: [[UInt8]] = []
        var pieces: [[UInt8]: [Piece]] = [:]
        for parameter in raw {
            let name = SectionName(parameter.name)
            if pieces[name.base] == nil { order.append(name.base) }
            let piece = Piece(
                section: name.section, isExtended: name.isExtended, isQuoted: parameter.isQuoted,
                value: parameter.value)
            pieces[name.base, default: []].append(piece)
        }
        for base in order {
            guard let group = pieces[base] else { continue }
            parameters.append(resolved(base, group))
        }
    }

    private mutating func resolved(_ base: [UInt8], _ group: [Piece]) -> Parameter {
        let name = String(decoding: base, as: UTF8.self)
        let plain = group.filter { $0.section == nil && !$0.isExtended }
        let whole = group.filter { $0.section == nil && $0.isExtended }
        let sections = group.filter { $0.section != nil }
        report(name, plain)
        report(name, whole)
        if let extended = whole.first {
            return Self.parameter(name, [extended])
        }
        if !sections.isEmpty {
            let chain = continuous(sections)
            if !chain.isEmpty { return Self.parameter(name, chain) }
        }
        let octets = plain.first?.value ?? []
        return Parameter(name: name, value: EncodedWord.decode(octets), octets: octets)
    }

    /// Two equal names: harmless when they say the same.
    private mutating func report(_ name: String, _ pieces: [Piece]) {
        guard pieces.count > 1, let first = pieces.first else { return }
        if name == "boundary" { return faults.append(.duplicateBoundary) }
        let agree = pieces.allSatisfy { $0.value == first.value }
        faults.append(agree ? .duplicateParameter : .conflictingParameter)
    }

    /// Sections 0, 1, 2, … as far as they go without a gap.
    private mutating func continuous(_ sections: [Piece]) -> [Piece] {
        let sorted = sections.sorted { ($0.section ?? 0) < ($1.section ?? 0) }
        var chain: [Piece] = []
        for piece in sorted {
            if piece.section == chain.count {
                chain.append(piece)
            } else {
                let isRepeated = chain.last.map { $0.section == piece.section } ?? false
                faults.append(isRepeated ? .conflictingParameter : .malformedParameter)
                if !isRepeated { break }
            }
        }
        return chain
    }

    private static func parameter(_ name: String, _ pieces: [Piece]) -> Parameter {
        var charset: String?
        var octets: [UInt8] = []
        for (index, piece) in pieces.enumerated() {
            guard piece.isExtended else {
                octets += piece.value
                continue
            }
            var rest = piece.value[...]
            if index == 0 {
                let parts = rest.split(separator: 0x27, maxSplits: 2, omittingEmptySubsequences: false)
                if parts.count == 3 {
                    charset = String(decoding: parts[0], as: UTF8.self)
                    rest = parts[2]
                }
            }
            appendPercentDecoded(rest, to: &octets)
        }
        let isPlain = charset == nil && !pieces.contains(where: \.isExtended)
        let value = isPlain ? EncodedWord.decode(octets) : CharsetDecoder(label: charset).decode(octets)
        return Parameter(name: name, value: value, octets: octets)
    }

    private static func appendPercentDecoded(_ text: ArraySlice<UInt8>, to octets: inout [UInt8]) {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == Octet.percent, index + 2 < text.endIndex,
                let high = text[index + 1].hexValue, let low = text[index + 2].hexValue
            {
                octets.append(high << 4 | low)
                index += 3
            } else {
                octets.append(text[index])
                index += 1
            }
        }
    }
}
