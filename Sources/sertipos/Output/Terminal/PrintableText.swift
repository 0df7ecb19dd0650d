extension String {
    /// The text without what could move a cursor, colour a terminal or turn the direction of a line: whatever
    /// a mail wrote is shown, never obeyed.
    var printable: String {
        guard unicodeScalars.contains(where: { Self.isUnprintable($0) }) else { return self }
        return String(
            String.UnicodeScalarView(unicodeScalars.map { Self.isUnprintable($0) ? "\u{FFFD}" : $0 }))
    }

    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Marks that turn the direction of what follows (UAX #9).
        case .format:
            (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                || (0x200E...0x200F).contains(scalar.value)
        default: false
        }
    }

    /// The text cut to `width` characters, the last one an ellipsis if anything was cut.
    func fitted(_ width: Int) -> String {
        count <= width ? self : String(prefix(max(width - 1, 0))) + "…"
    }
}
