/// Whose text it is, as a number: lower wins.
enum Layer {
    /// A form attached as a text file.
    static let attachment = 100
    /// Quoted text, plus its depth.
    static let quoted = 200
    /// The sender's signature: only read if there is nothing else.
    static let signature = 10_000

    static func of(_ role: ReplyText.Role) -> Int {
        switch role {
        case .body(let layer): layer == 0 ? 0 : quoted + layer
        case .attribution, .signature: signature
        }
    }
}
