internal import Glibc

/// Reads one Maildir file with CRLF line ends, in pieces; a bare LF becomes CRLF.
final class MaildirReader {
    private let file: FileDescriptor
    private var chunk = [UInt8](repeating: 0, count: 131_072)

    /// Opens a file; symbolic links are refused.
    init(path: String) throws(FileFault) {
        file = try FileDescriptor(opening: path, O_RDONLY | O_NOFOLLOW)
    }

    /// How many octets the message, or its header section with the empty line, has with CRLF.
    func wireLength(headerOnly: Bool) throws(FileFault) -> Int {
        var length = 0
        var lineLength = 0
        var previous: UInt8 = 0
        try rewind()
        while true {
            let count = try fill()
            if count == 0 { return length }
            for octet in chunk[..<count] {
                if octet == 10 {
                    length += previous == 13 ? 1 : 2
                    let isEmptyLine = lineLength == 0 || (lineLength == 1 && previous == 13)
                    if headerOnly, isEmptyLine { return length }
                    lineLength = 0
                } else {
                    length += 1
                    lineLength += 1
                }
                previous = octet
            }
        }
    }

    /// Gives the first `limit` octets with CRLF to `take`; returns how many there were.
    func stream(_ limit: Int, _ take: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        var sent = 0
        var previous: UInt8 = 0
        var piece: [UInt8] = []
        piece.reserveCapacity(chunk.count + chunk.count / 16)
        try rewind()
        while sent < limit {
            let count = try fill()
            if count == 0 { break }
            piece.removeAll(keepingCapacity: true)
            for octet in chunk[..<count] {
                if octet == 10, previous != 13 { piece.append(13) }
                piece.append(octet)
                previous = octet
            }
            let length = min(piece.count, limit - sent)
            try piece.withUnsafeBytes { try take(UnsafeRawBufferPointer(rebasing: $0[..<length])) }
            sent += length
        }
        return sent
    }

    private func rewind() throws(FileFault) {
        guard lseek(file.number, 0, SEEK_SET) == 0 else { throw FileFault("lseek") }
    }

    private func fill() throws(FileFault) -> Int {
        try chunk.withUnsafeMutableBufferPointer { buffer throws(FileFault) in
            try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
