import Domain

/// Decides which leaves are the body of a message and which are attachments.
///
/// - A text/plain or text/html leaf is body text unless it has a file name or the disposition `attachment`.
/// - multipart/alternative gives one piece: its best text/plain beside its best HTML.
/// - multipart/related and multipart/signed give what their first part gives; the rest are attachments.
/// - Any other multipart gives the pieces of all its parts, in order: mailing lists and scanners put footers
///   behind the text that way, and some mail programs put pictures between two texts.
/// - The body is the text of all pieces, one line end between them. A piece whose text/plain is missing or
///   blank gives its HTML turned into text; ``ReceivedMessage/BodySource`` names the origin of the first.
struct BodySelection {
    private(set) var body = ""
    private(set) var source: ReceivedMessage.BodySource = .none
    private(set) var alternative: String?
    private(set) var attachments: [MessageAttachment] = []
    private(set) var defects: [MessageDefect] = []

    /// A text in the forms it was sent.
    private struct Piece {
        var plain: [UInt8]?
        var html: [UInt8]?
    }

    /// Octets of body text still permitted.
    private var room: Int

    init(of root: MIMEEntity, limits: MessageLimits) {
        room = limits.bodyBytes
        let pieces = collect(root, isRoot: true)
        var plainTexts: [[UInt8]] = []
        var htmlTexts: [[UInt8]] = []
        var hasAlternative = false
        for piece in pieces {
            let html = piece.html
            if let plain = piece.plain, !Self.isBlank(plain) {
                plainTexts.append(plain)
                htmlTexts.append(html ?? plain)
                hasAlternative = hasAlternative || html.map { !Self.isBlank($0) } ?? false
                if source == .none { source = .plain }
            } else if let html, !Self.isBlank(html) {
                plainTexts.append(html)
                htmlTexts.append(html)
                if source == .none { source = .html }
            }
        }
        body = Self.joined(plainTexts)
        if source == .none, let first = pieces.first { source = first.plain != nil ? .plain : .html }
        if hasAlternative { alternative = Self.joined(htmlTexts) }
    }

    private static func joined(_ texts: [[UInt8]]) -> String {
        var output: [UInt8] = []
        for (index, text) in texts.enumerated() {
            if index > 0, output.last != Octet.lf { output.append(Octet.lf) }
            if index == 0, texts.count == 1 { return String(decoding: text, as: UTF8.self) }
            output += text
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Nothing but white space, no-break spaces included.
    private static func isBlank(_ text: [UInt8]) -> Bool {
        guard text.count < 4096 || !text.contains(where: { $0 > 32 && $0 < 0x80 }) else { return false }
        return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0 == "\u{200B}" || $0 == "\u{FEFF}"
        }
    }

    private mutating func collect(_ entity: MIMEEntity, isRoot: Bool = false) -> [Piece] {
        guard !entity.isLeaf else { return leaf(entity, isRoot: isRoot).map { [$0] } ?? [] }
        switch entity.contentType.subtype {
        case "alternative": return alternativePiece(entity).map { [$0] } ?? []
        case "related", "signed":
            let pieces = collect(entity.children[rootIndex(of: entity)])
            for (index, child) in entity.children.enumerated() where index != rootIndex(of: entity) {
                attach(child)
            }
            return pieces
        default: return entity.children.flatMap { collect($0) }
        }
    }

    /// The part of a multipart/related that its `start` parameter names (RFC 2387), else the first.
    private func rootIndex(of entity: MIMEEntity) -> Int {
        guard let start = entity.contentType.parameters["start"] else { return 0 }
        let id = start.filter { $0 != "<" && $0 != ">" }
        return entity.children.firstIndex { $0.contentID == id } ?? 0
    }

    /// The forms of one text: the last of each kind that is not blank wins, as later ones are richer.
    private mutating func alternativePiece(_ entity: MIMEEntity) -> Piece? {
        var merged: Piece?
        for child in entity.children {
            let pieces = collect(child)
            guard !pieces.isEmpty else { continue }
            let plain = pieces.compactMap(\.plain)
            let html = pieces.compactMap(\.html)
            var piece = merged ?? Piece()
            if !plain.isEmpty {
                piece.plain = Self.better(piece.plain, Array(plain.joined(separator: [Octet.lf])))
            }
            if !html.isEmpty {
                piece.html = Self.better(piece.html, Array(html.joined(separator: [Octet.lf])))
            }
            merged = piece
        }
        return merged
    }

    private static func better(_ old: [UInt8]?, _ new: [UInt8]) -> [UInt8] {
        if let old, isBlank(new) { return old }
        return new
    }

    /// A leaf as body text, or `nil` when it became an attachment.
    private mutating func leaf(_ entity: MIMEEntity, isRoot: Bool) -> Piece? {
        let isPlain = entity.contentType.mediaType == "text/plain"
        let isHTML = entity.contentType.mediaType == "text/html"
        let isFile =
            entity.disposition.map { $0.kind == "attachment" || entity.filename != nil }
            ?? (entity.filename != nil && !isRoot)
        let isTooLarge = entity.body.count > room
        guard isPlain || isHTML, !isFile, !isTooLarge else {
            if isTooLarge, isPlain || isHTML, !isFile { note([.bodyTooLarge], entity) }
            attach(entity)
            return nil
        }
        room -= entity.body.count
        let (decoded, faults) = TransferDecoding.decode(entity.body, entity.transferEncoding)
        note(faults, entity)
        inspect(entity)
        let text = entity.text(of: decoded)
        return isPlain ? Piece(plain: text) : Piece(html: HTMLText.text(from: text))
    }

    /// Octets that no text should hold.
    private mutating func inspect(_ entity: MIMEEntity) {
        let span = entity.body.span
        let whole = 0..<entity.body.count
        if span.firstIndex(of: Octet.nul, in: whole) != nil { note([.nulInBody], entity) }
        var position = 0
        while let found = span.firstIndex(of: Octet.cr, in: position..<span.count) {
            position = found + 1
            if position < span.count, span[position] != Octet.lf {
                note([.bareCRInBody], entity)
                return
            }
        }
    }

    private mutating func note(_ faults: [MessageFault], _ entity: MIMEEntity) {
        defects += faults.map { $0.found(at: entity.body.startIndex) }
    }

    /// Every leaf of `entity` becomes an attachment.
    private mutating func attach(_ entity: MIMEEntity) {
        guard entity.isLeaf else {
            for child in entity.children { attach(child) }
            return
        }
        let (attachment, faults) = entity.attachment()
        attachments.append(attachment)
        note(faults, entity)
    }
}
