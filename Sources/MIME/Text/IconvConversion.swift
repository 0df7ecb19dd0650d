import Glibc

/// Conversion to UTF-8 by the C library. A descriptor lives for one call and is shared with nobody.
enum IconvConversion {
    /// `octets` as UTF-8, or `nil` if the C library does not know the charset `name`.
    ///
    /// An octet that fits nowhere becomes U+FFFD and conversion goes on behind it.
    static func utf8(_ octets: [UInt8], from name: String) -> [UInt8]? {
        guard let descriptor = iconv_open("UTF-8", name), Int(bitPattern: descriptor) != -1 else {
            return nil
        }
        defer { iconv_close(descriptor) }
        var input = octets
        var output: [UInt8] = []
        output.reserveCapacity(octets.count + octets.count / 2)
        var chunk = [UInt8](repeating: 0, count: 8192)
        var position = 0
        while position < input.count {
            let step = convert(descriptor, &input, from: position, into: &chunk)
            output += chunk[..<step.written]
            position += step.read
            switch step.stop {
            case .done, .full: break
            case .invalid:
                output += replacement
                position += 1
            case .incomplete:
                output += replacement
                position = input.count
            }
        }
        let rest = flush(descriptor, into: &chunk)
        output += chunk[..<rest]
        return output
    }

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private enum Stop {
        case done
        case full
        case invalid
        case incomplete
    }

    private static func convert(
        _ descriptor: iconv_t, _ input: inout [UInt8], from position: Int, into chunk: inout [UInt8]
    ) -> (read: Int, written: Int, stop: Stop) {
        input.withUnsafeMutableBytes { source in
            chunk.withUnsafeMutableBytes { target in
                var from = source.baseAddress?.advanced(by: position).assumingMemoryBound(to: CChar.self)
                var into = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                let available = source.count - position
                var unread = available
                var room = target.count
                errno = 0
                let result = iconv(descriptor, &from, &unread, &into, &room)
                let code = errno
                let stop: Stop =
                    if result != -1 {
                        .done
                    } else if code == E2BIG {
                        .full
                    } else if code == EINVAL {
                        .incomplete
                    } else {
                        .invalid
                    }
                return (available - unread, target.count - room, stop)
            }
        }
    }

    /// Lets a stateful charset write what it held back.
    private static func flush(_ descriptor: iconv_t, into chunk: inout [UInt8]) -> Int {
        chunk.withUnsafeMutableBytes { target in
            var into = target.baseAddress?.assumingMemoryBound(to: CChar.self)
            var room = target.count
            _ = iconv(descriptor, nil, nil, &into, &room)
            return target.count - room
        }
    }
}
