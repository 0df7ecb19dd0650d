/// How a mail program laid a text out.
struct TextShape {
    /// Whether every line break was doubled.
    let isDoubled: Bool
    /// The longest line by layer; a wrapped text has none much shorter before a longer word.
    let widths: [Int: Int]

    init(_ reply: ReplyText) {
        var widths: [Int: Int] = [:]
        var filled = 0
        var adjacent = 0
        var isPreviousFilled = false
        for (line, role) in zip(reply.lines, reply.roles) {
            let isFilled = !reply.plain.isBlank(line)
            if isFilled {
                filled += 1
                if isPreviousFilled { adjacent += 1 }
                let layer = Layer.of(role)
                widths[layer] = max(widths[layer] ?? 0, line.end - line.start + line.depth * 2)
            }
            isPreviousFilled = isFilled
        }
        isDoubled = filled >= 4 && adjacent * 10 < filled
        self.widths = widths
    }
}
