/// The rules for passphrases. The page checks and explains them; the desk checks them once more and says nothing.
public enum PassphraseRules {
    /// Octets allowed.
    public static let length = 12...64
    /// From this length on, any mixture of characters will do.
    public static let longEnough = 20

    /// Whether `octets` keep the rules: 12 to 64 printable ASCII characters without a space at either end, at
    /// least six different ones, and three of the four classes (lower case, upper case, digits, others) or at
    /// least twenty characters.
    public static func accept(_ octets: UnsafeRawBufferPointer) -> Bool {
        guard length.contains(octets.count), octets.first != 0x20, octets.last != 0x20 else { return false }
        var classes: UInt8 = 0
        // One bit for each of the 95 printable characters.
        var low: UInt64 = 0
        var high: UInt64 = 0
        for octet in octets {
            switch octet {
            case 0x61...0x7A: classes |= 1
            case 0x41...0x5A: classes |= 2
            case 0x30...0x39: classes |= 4
            case 0x20...0x7E: classes |= 8
            default: return false
            }
            if octet < 64 { low |= 1 << UInt64(octet) } else { high |= 1 << UInt64(octet - 64) }
        }
        guard low.nonzeroBitCount + high.nonzeroBitCount >= 6 else { return false }
        return classes.nonzeroBitCount >= 3 || octets.count >= longEnough
    }
}
