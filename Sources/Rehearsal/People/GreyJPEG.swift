/// The smallest honest JPEG: one grey component, two Huffman codes.
enum GreyJPEG {
    /// A baseline JPEG of this size, each side 8 to 2,000 points.
    static func bytes(width: Int, height: Int) -> [UInt8] {
        var output: [UInt8] = [0xFF, 0xD8]
        segment(0xE0, Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0], &output)
        segment(0xDB, [0] + [UInt8](repeating: 1, count: 64), &output)
        segment(0xC0, [8] + big(height) + big(width) + [1, 1, 0x11, 0], &output)
        // Both tables hold one code of one bit, `0`: "no difference" and "end of block".
        let lengths: [UInt8] = [1] + [UInt8](repeating: 0, count: 15)
        segment(0xC4, [0x00] + lengths + [0], &output)
        segment(0xC4, [0x10] + lengths + [0], &output)
        segment(0xDA, [1, 1, 0x00, 0, 63, 0], &output)
        let blocks = ((width + 7) / 8) * ((height + 7) / 8)
        let bits = blocks * 2
        output += [UInt8](repeating: 0, count: bits / 8)
        // The last octet is filled up with ones.
        if bits % 8 > 0 { output.append(0xFF >> UInt8(bits % 8)) }
        return output + [0xFF, 0xD9]
    }

    private static func segment(_ marker: UInt8, _ content: [UInt8], _ output: inout [UInt8]) {
        output += [0xFF, marker] + big(content.count + 2) + content
    }

    private static func big(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }
}
