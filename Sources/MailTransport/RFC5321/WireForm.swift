/// What a message must look like before it may go on a line (RFC 5321 section 2.3.8, RFC 5322 section 2.1.1).
///
/// libcurl passes bare CR and LF through, and some servers take `LF . LF` for the end of a message: that is
/// how a second mail is smuggled behind the first.
enum WireForm {
    /// The reasons to refuse a message.
    enum Defect: String {
        /// No octets at all.
        case empty
        /// A NUL.
        case nul
        /// A CR without LF or an LF without CR.
        case bareLineEnd
        /// A line of more than 998 octets.
        case longLine
    }

    /// The first reason to refuse `bytes`, or `nil`. Linear.
    static func defect(in bytes: [UInt8]) -> Defect? {
        guard !bytes.isEmpty else { return .empty }
        var lineStart = 0
        var index = 0
        return bytes.withUnsafeBufferPointer { bytes in
            while index < bytes.count {
                switch bytes[index] {
                case 0: return .nul
                case 10: return .bareLineEnd
                case 13:
                    guard index + 1 < bytes.count, bytes[index + 1] == 10 else { return .bareLineEnd }
                    guard index - lineStart <= 998 else { return .longLine }
                    index += 1
                    lineStart = index + 1
                default: break
                }
                index += 1
            }
            return bytes.count - lineStart > 998 ? .longLine : nil
        }
    }
}
