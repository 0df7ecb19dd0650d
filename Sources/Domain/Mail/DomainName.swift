/// Domain names as mail uses them: dotted A-labels (RFC 5890, RFC 1035 section 2.3).
public enum DomainName {
    /// The name in lower-case A-labels, or `nil` if it is not a host name with at least one label.
    ///
    /// Labels of letters of one foreign script become `xn--` labels; a label that mixes Latin, Greek and
    /// Cyrillic letters is refused, since only look-alikes do that.
    public static func aLabels(_ text: some StringProtocol) -> String? {
        guard !text.isEmpty, text.utf8.count <= 253 else { return nil }
        var labels: [String] = []
        for label in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let ascii = aLabel(label) else { return nil }
            labels.append(ascii)
        }
        let name = labels.joined(separator: ".")
        return name.utf8.count <= 253 ? name : nil
    }

    private static func aLabel(_ label: some StringProtocol) -> String? {
        guard !label.isEmpty else { return nil }
        // Scalars that Unicode lower-cases into ASCII (the Kelvin sign) would become look-alikes.
        let isFolded = label.unicodeScalars.contains { scalar in
            !scalar.isASCII && scalar.properties.lowercaseMapping.unicodeScalars.contains(where: \.isASCII)
        }
        guard !isFolded else { return nil }
        let lowered = label.lowercased()
        if lowered.utf8.allSatisfy({ $0 < 0x80 }) {
            return isHostLabel(lowered) ? lowered : nil
        }
        guard !mixesScripts(lowered) else { return nil }
        let allowed = lowered.unicodeScalars.allSatisfy { scalar in
            scalar == "-" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
        }
        guard allowed, let encoded = Punycode.encode(lowered) else { return nil }
        let ascii = "xn--" + encoded
        return ascii.utf8.count <= 63 ? ascii : nil
    }

    private static func isHostLabel(_ label: String) -> Bool {
        let octets = Array(label.utf8)
        guard octets.count <= 63, octets.first != UInt8(ascii: "-"), octets.last != UInt8(ascii: "-") else {
            return false
        }
        return octets.allSatisfy { octet in
            (97...122).contains(octet) || (48...57).contains(octet) || octet == UInt8(ascii: "-")
                || octet == UInt8(ascii: "_")
        }
    }

    private static func mixesScripts(_ label: String) -> Bool {
        var latin = false
        var greek = false
        var cyrillic = false
        for scalar in label.unicodeScalars where scalar.properties.isAlphabetic {
            switch scalar.value {
            case 0x41...0x24F, 0x1E00...0x1EFF: latin = true
            case 0x370...0x3FF, 0x1F00...0x1FFF: greek = true
            case 0x400...0x52F: cyrillic = true
            default: break
            }
        }
        return [latin, greek, cyrillic].filter { $0 }.count > 1
    }
}
