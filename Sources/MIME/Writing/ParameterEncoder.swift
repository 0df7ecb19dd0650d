/// Writes parameters of structured fields (RFC 2045, RFC 2183, RFC 2231).
enum ParameterEncoder {
    /// `filename` as plain ASCII, and where that is not the whole truth also as RFC 2231 extended sections.
    static func filename(_ name: String) -> [[UInt8]] {
        let clean = name.oneLine
        let octets = Array(clean.utf8)
        let isPlain =
            octets.allSatisfy { (32...126).contains($0) } && octets.count <= 60
            && octets.span.firstIndex(of: [Octet.equals, Octet.question], in: 0..<octets.count) == nil
        if isPlain { return [quoted("filename", octets)] }
        let fallback = clean.unicodeScalars.map {
            (32...126).contains($0.value) ? UInt8($0.value) : Octet.underscore
        }
        let harmless = fallback.map { $0 == Octet.question ? Octet.underscore : $0 }
        return [quoted("filename", Array(harmless.prefix(60)))] + extended("filename", octets)
    }

    /// `name="value"`, quotes and backslashes escaped.
    static func quoted(_ name: String, _ value: [UInt8]) -> [UInt8] {
        var output = Array(name.utf8) + [Octet.equals, Octet.quote]
        for octet in value {
            if octet == Octet.quote || octet == Octet.backslash { output.append(Octet.backslash) }
            output.append(octet)
        }
        return output + [Octet.quote]
    }

    /// `name*=utf-8''…`, cut into numbered sections where it is long.
    private static func extended(_ name: String, _ value: [UInt8]) -> [[UInt8]] {
        let hex = Array("0123456789ABCDEF".utf8)
        var sections: [[UInt8]] = [[]]
        for octet in value {
            let isPlain = octet.isLetter || octet.isDigit || "-._~".utf8.contains(octet)
            let text = isPlain ? [octet] : [Octet.percent, hex[Int(octet >> 4)], hex[Int(octet & 15)]]
            if sections[sections.count - 1].count + text.count > 45 { sections.append([]) }
            sections[sections.count - 1] += text
        }
        let charset = Array("utf-8''".utf8)
        if sections.count == 1 { return [Array("\(name)*=".utf8) + charset + sections[0]] }
        return sections.enumerated().map { index, section in
            Array("\(name)*\(index)*=".utf8) + (index == 0 ? charset : []) + section
        }
    }
}
