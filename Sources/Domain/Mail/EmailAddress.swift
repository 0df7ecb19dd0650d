/// An addr-spec (RFC 5322 section 3.4.1; internationalised by RFC 6531) that is safe on the wire.
///
/// The domain is held as lower-case A-labels (RFC 5890), so that two spellings of one domain are equal.
/// Quoted local parts, domain literals, control octets, spaces and angle brackets are refused: nothing
/// that could end a command line or a header field gets past this type.
public struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
    /// The part before the at sign, as it was written.
    public let localPart: String
    /// The domain as lower-case A-labels.
    public let domain: String

    /// The address written in `text`, or `nil` if it is not one plain addr-spec of at most 254 octets.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 254, let at = text.lastIndex(of: "@") else { return nil }
        let local = text[..<at]
        guard Self.isDotAtom(local), local.utf8.count <= 64 else { return nil }
        guard let domain = DomainName.aLabels(text[text.index(after: at)...]) else { return nil }
        self.localPart = String(local)
        self.domain = domain
    }

    /// `local@domain`, with the local part as written: the form to send to.
    public var addrSpec: String { "\(localPart)@\(domain)" }

    /// The same as ``addrSpec``.
    public var description: String { addrSpec }

    /// The form to compare and to store as a key: ASCII letters of the local part in lower case.
    ///
    /// RFC 5321 leaves case to the receiving host; in practice `Budi@x.id` and `budi@x.id` are one person.
    public var canonical: String {
        let lowered = localPart.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
        return String(decoding: lowered, as: UTF8.self) + "@" + domain
    }

    /// The local part without its subaddress (RFC 5233), and the detail after the first `+`.
    public var subaddress: (user: Substring, detail: Substring?) {
        guard let plus = localPart.firstIndex(of: "+") else { return (localPart[...], nil) }
        return (localPart[..<plus], localPart[localPart.index(after: plus)...])
    }

    /// The same address with `detail` as subaddress, or `nil` if it would become too long.
    public func withSubaddress(_ detail: String) -> EmailAddress? {
        EmailAddress("\(subaddress.user)+\(detail)@\(domain)")
    }

    /// Whether the local part needs SMTPUTF8 (RFC 6531).
    public var needsSMTPUTF8: Bool { localPart.utf8.contains { $0 >= 0x80 } }

    /// Equality compares the canonical form.
    public static func == (left: EmailAddress, right: EmailAddress) -> Bool {
        left.canonical == right.canonical
    }

    /// Hashes the canonical form.
    public func hash(into hasher: inout Hasher) { hasher.combine(canonical) }

    private static func isDotAtom(_ text: some StringProtocol) -> Bool {
        var previousWasDot = true
        for scalar in text.unicodeScalars {
            if scalar == "." {
                if previousWasDot { return false }
                previousWasDot = true
                continue
            }
            previousWasDot = false
            guard isAtomText(scalar) else { return false }
        }
        return !previousWasDot
    }

    private static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": return true
            default: return "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
            }
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }
}
