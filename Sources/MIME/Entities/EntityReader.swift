import Domain

/// Builds the tree of one message from the outside in: an outer boundary always wins over what stands
/// within, so that no inner part can reach out of its place.
struct EntityReader {
    private let message: [UInt8]
    private let limits: MessageLimits
    private let entersMessages: Bool
    private var parts = 0
    private var isStopped = false

    /// A reader of `message`. With `entersMessages`, message/rfc822 bodies become children.
    init(_ message: [UInt8], limits: MessageLimits, entersMessages: Bool) {
        self.message = message
        self.limits = limits
        self.entersMessages = entersMessages
    }

    /// Where an entity stands in the tree.
    private struct Place {
        var depth = 1
        var isTop = true
        var isDigest = false
        var boundaries: [[UInt8]] = []

        func below(isDigest: Bool, boundary: [UInt8]? = nil) -> Place {
            Place(
                depth: depth + 1, isTop: boundary == nil, isDigest: isDigest,
                boundaries: boundaries + (boundary.map { [$0] } ?? []))
        }
    }

    /// The whole message.
    mutating func read() -> MIMEEntity { read(0..<message.count, Place()) }

    /// The header section alone; the body is not looked at.
    func readHeader() -> MIMEEntity {
        let section = HeaderSection(message.span, in: 0..<message.count, isTop: true, limits: limits)
        var draft = EntityDraft(section, of: message, limits: limits, isDigest: false)
        draft.bodyRange = message.count..<message.count
        return draft.finished()
    }

    private mutating func read(_ range: Range<Int>, _ place: Place) -> MIMEEntity {
        parts += 1
        let section = HeaderSection(message.span, in: range, isTop: place.isTop, limits: limits)
        var draft = EntityDraft(section, of: message, limits: limits, isDigest: place.isDigest)
        let body = section.bodyStart..<range.upperBound
        draft.bodyRange = body
        if section.isCut { isStopped = true }
        guard !section.isCut, !isStopped else { return draft.finished() }
        if draft.contentType.isMultipart {
            readParts(&draft, body, place)
        } else if draft.contentType.isMessage, entersMessages, draft.transferEncoding == .identity,
            !body.isEmpty
        {
            if isPermitted(place, at: body.lowerBound, &draft) {
                draft.children.append(read(body, place.below(isDigest: false)))
            }
        }
        return draft.finished()
    }

    private mutating func readParts(_ draft: inout EntityDraft, _ body: Range<Int>, _ place: Place) {
        guard let boundary = draft.contentType.parameters.octets(of: "boundary"), !boundary.isEmpty,
            boundary.count <= 250
        else { return draft.note(.multipartWithoutBoundary, at: body.lowerBound) }
        compare(boundary, with: place.boundaries, body.lowerBound, &draft)
        guard isPermitted(place, at: body.lowerBound, &draft) else { return }
        let scanner = MultipartScanner(
            message.span, in: body, boundary: boundary, maximum: max(0, limits.parts - parts))
        for (fault, offset) in scanner.faults { draft.note(fault, at: offset) }
        let isDigest = draft.contentType.subtype == "digest"
        for part in scanner.parts {
            guard !isStopped else { return }
            guard parts < limits.parts else {
                isStopped = true
                return draft.note(.tooManyParts, at: part.lowerBound)
            }
            draft.children.append(read(part, place.below(isDigest: isDigest, boundary: boundary)))
        }
        if scanner.isCut {
            isStopped = true
            draft.note(.tooManyParts, at: body.lowerBound)
        }
    }

    /// Whether one level more may be entered.
    private mutating func isPermitted(_ place: Place, at offset: Int, _ draft: inout EntityDraft) -> Bool {
        if place.depth < limits.depth, parts < limits.parts { return true }
        isStopped = true
        draft.note(place.depth < limits.depth ? .tooManyParts : .tooDeep, at: offset)
        return false
    }

    /// Boundaries of different levels must not be mistaken for each other.
    private func compare(
        _ boundary: [UInt8], with outer: [[UInt8]], _ offset: Int, _ draft: inout EntityDraft
    ) {
        for other in outer {
            let isPrefix = boundary.starts(with: other) || other.starts(with: boundary)
            guard isPrefix else { continue }
            let longer = boundary.count > other.count ? boundary : other
            let rest = longer.dropFirst(min(boundary.count, other.count))
            draft.note(
                rest.allSatisfy { $0 == Octet.hyphen } ? .boundaryReused : .boundaryPrefix, at: offset)
        }
    }
}
