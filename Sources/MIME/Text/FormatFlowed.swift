/// Undoes format=flowed (RFC 3676): lines that were wrapped for the way become paragraphs again.
enum FormatFlowed {
    /// UTF-8 text with `\n` line ends as it was typed. Quoted paragraphs keep one `>` per level and a space.
    ///
    /// `deletesSpace` is the parameter DelSp=yes: the space that marks a soft break is not part of the text.
    static func decode(_ text: [UInt8], deletesSpace: Bool) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var openDepth: Int?
        var position = 0
        let span = text.span
        while position < text.count {
            let lineFeed = span.firstIndex(of: Octet.lf, in: position..<text.count)
            let end = lineFeed ?? text.count
            var start = position
            while start < end, text[start] == Octet.greater { start += 1 }
            let depth = start - position
            position = end + 1
            if start < end, text[start] == Octet.space { start += 1 }
            let content = text[start..<end]
            let isSignature = content.elementsEqual([Octet.hyphen, Octet.hyphen, Octet.space])
            if let open = openDepth, open != depth || isSignature {
                output.append(Octet.lf)
                openDepth = nil
            }
            if openDepth == nil, depth > 0 {
                output += [UInt8](repeating: Octet.greater, count: depth)
                if !content.isEmpty { output.append(Octet.space) }
            }
            output += content
            let isFlowed = content.last == Octet.space && !isSignature && lineFeed != nil
            if isFlowed {
                if deletesSpace { output.removeLast() }
                openDepth = depth
            } else {
                if lineFeed != nil { output.append(Octet.lf) }
                openDepth = nil
            }
        }
        return output
    }
}
