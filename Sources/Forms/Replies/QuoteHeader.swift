/// Lines that mail programs put in front of quoted text.
enum QuoteHeader {
    /// The first line of the attribution that ends at line `index` (`Pada … menulis:`), or `nil`.
    ///
    /// Mail programs wrap it, so up to three lines above may belong to it.
    static func attributionStart(
        endingAt index: Int, _ lines: [PlainText.Line], in plain: PlainText
    ) -> Int? {
        let last = plain.trimmed(lines[index])
        guard last.count >= 3, plain.octets[last.upperBound - 1] == Octet.colon else { return nil }
        var joined: [UInt8] = []
        var fallback: Int?
        var start = index
        while start >= 0, index - start < 4, lines[start].depth == lines[index].depth {
            let range = plain.trimmed(lines[start])
            guard !range.isEmpty, joined.count + range.count <= 600 else { break }
            joined = plain.octets[range] + (joined.isEmpty ? [] : [Octet.space]) + joined
            let shape = AttributionShape(joined)
            if shape.hasOpener, shape.isAttribution { return start }
            if fallback == nil, shape.isAttribution { fallback = start }
            start -= 1
        }
        return fallback
    }

    /// Whether the line separates a forwarded or quoted original: `-----Pesan Asli-----`.
    static func isSeparator(_ octets: ArraySlice<UInt8>) -> Bool {
        let dashes = octets.drop { $0 == Octet.asterisk }
        guard octets.count <= 100, dashes.starts(with: "--".utf8) else { return false }
        let words = FoldedWords.octets(octets)
        return separators.contains { words.elementsEqual($0) }
    }

    static let separators: [[UInt8]] = [
        "original message", "pesan asli", "pesan yang diteruskan", "pesan terusan", "forwarded message",
        "begin forwarded message:", "original appointment", "ursprungliche nachricht", "message d'origine",
        "reply message", "ursprüngliche nachricht", "balas pesan", "mensagem original", "mensaje original",
        "messaggio originale",
        "oorspronkelijk bericht", "opprinnelig melding", "oprindelig meddelelse", "ursprungligt meddelande",
        "oryginalna wiadomość", "пересылаемое сообщение", "исходное сообщение",
    ].map { Array($0.utf8) }

    /// How many lines from `index` on are a header block (`Dari: … Dikirim: … Kepada: … Perihal: …`); 0 if
    /// none.
    static func headerBlockLength(at index: Int, _ lines: [PlainText.Line], in plain: PlainText) -> Int {
        guard let first = headerField(lines[index], plain), first == .from else { return 0 }
        var found: Set<HeaderFieldName> = [.from]
        var position = index + 1
        var unknown = 0
        while position < lines.count, position - index <= 12, lines[position].depth == lines[index].depth {
            if plain.isBlank(lines[position]) {
                // Some programs double every line of the block.
                guard position + 1 < lines.count, headerField(lines[position + 1], plain) != nil else {
                    break
                }
            } else if let field = headerField(lines[position], plain) {
                if field == .from { break }
                found.insert(field)
                unknown = 0
            } else {
                unknown += 1
                if unknown > 2 { break }
            }
            position += 1
        }
        let hasTime = found.contains(.date)
        let hasAim = found.contains(.to) || found.contains(.subject)
        return hasTime && hasAim ? position - index : 0
    }

    enum HeaderFieldName {
        case from
        case date
        case to
        case subject
        case other
    }

    private static func headerField(_ line: PlainText.Line, _ plain: PlainText) -> HeaderFieldName? {
        var position = line.start
        while position < line.end,
            Octet.isBlank(plain.octets[position]) || plain.octets[position] == Octet.asterisk
        {
            position += 1
        }
        let start = position
        while position < line.end, position - start < 20, plain.octets[position] != Octet.colon {
            position += 1
        }
        guard position > start, position < line.end, plain.octets[position] == Octet.colon else { return nil }
        let name = FoldedWords.octets(plain.octets[start..<position])
        return headerFields[String(decoding: name, as: UTF8.self)]
    }

    static let headerFields: [String: HeaderFieldName] = {
        var fields: [String: HeaderFieldName] = [:]
        for name in ["from", "dari", "von", "de", "van", "da", "från", "fra", "od", "от", "lähettäjä"] {
            fields[name] = .from
        }
        for name in [
            "sent", "date", "dikirim", "tanggal", "waktu", "gesendet", "datum", "envoyé", "verzonden", "data",
            "enviado", "fecha", "skickat", "sendt", "dato", "wysłano", "inviato", "дата", "отправлено",
            "enviada",
            "enviado em", "data de envio", "date d'envoi", "pvm",
        ] {
            fields[name] = .date
        }
        for name in ["to", "kepada", "ke", "an", "aan", "à", "para", "a", "till", "til", "do", "кому", "dla"]
        {
            fields[name] = .to
        }
        for name in [
            "subject", "perihal", "subjek", "hal", "betreff", "objet", "onderwerp", "asunto", "assunto",
            "ämne",
            "emne", "temat", "oggetto", "тема", "aihe",
        ] {
            fields[name] = .subject
        }
        for name in [
            "cc", "tembusan", "bcc", "reply to", "balas ke", "kopie", "importance", "attachments", "lampiran",
        ] {
            fields[name] = .other
        }
        return fields
    }()
}

/// What a candidate for `On … wrote:` is made of.
private struct AttributionShape {
    let hasOpener: Bool
    let isAttribution: Bool

    init(_ octets: [UInt8]) {
        let words = octets.split { Octet.isBlank($0) }
        let first = words.first.map { $0.filter { Octet.isWord($0) }.map(Octet.lowered) } ?? []
        hasOpener = Self.openers.contains { $0.elementsEqual(first) }
        let hasDigit = octets.contains(where: Octet.isDigit)
        let hasAddress = octets.contains(Octet.at)
        let verb = Self.verb(in: octets)
        switch verb {
        case .last: isAttribution = hasDigit || hasAddress || (hasOpener && words.count <= 12)
        case .inside:
            // `Am 25.06.2015 um 10:55 schrieb …:`; a mere date is also how a letter talks.
            isAttribution =
                hasAddress && hasDigit && (hasOpener || Self.startsWithDate(octets))
                || hasOpener && Self.holdsTime(words) && words.count <= 14
        case .none:
            isAttribution =
                hasAddress && hasDigit && Self.startsWithDate(octets)
                && octets.suffix(2).elementsEqual([Octet.greater, Octet.colon])
        }
    }

    private enum VerbPlace {
        case last
        case inside
        case none
    }

    /// `10:55` or `21.21`.
    private static func holdsTime(_ words: [ArraySlice<UInt8>]) -> Bool {
        words.contains { word in
            let pieces = word.split { $0 == Octet.colon || $0 == Octet.dot }
            return pieces.count >= 2 && pieces.count <= 3
                && pieces.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(Octet.isDigit) }
        }
    }

    private static func startsWithDate(_ octets: [UInt8]) -> Bool {
        guard let first = octets.first else { return false }
        if Octet.isDigit(first) { return true }
        // `Wednesday, 17 November 2021, … from john@…:`
        let head = octets.prefix(14).map(Octet.lowered)
        return weekdays.contains { head.starts(with: $0) }
    }

    /// A known verb: right before the colon, or somewhere else.
    private static func verb(in octets: [UInt8]) -> VerbPlace {
        var body = octets.dropLast()
        while let last = body.last, Octet.isBlank(last) { body.removeLast() }
        let lowered = body.map(Octet.lowered)
        for verb in verbs where lowered.count >= verb.count {
            if lowered[(lowered.count - verb.count)...].elementsEqual(verb) {
                let before = lowered.count - verb.count - 1
                if before < 0 || !Octet.isWord(lowered[before]) || verb[0] >= 0x80 || lowered[before] >= 0x80
                {
                    return .last
                }
            }
        }
        let words = lowered.split { Octet.isBlank($0) }
        return words.contains { word in verbs.contains { word.elementsEqual($0) } } ? .inside : .none
    }

    private static let openers: [[UInt8]] = [
        "on", "pada", "le", "el", "am", "den", "em", "il", "op", "på", "w", "dnia", "tanggal",
        "在", "pe", "ons", "tor", "tir", "man", "fre", "lor", "son",
    ].map { Array($0.utf8) }

    private static let verbs: [[UInt8]] = [
        "wrote", "menulis", "tulis", "menuliskan", "mengirim pesan", "a écrit", "escribió", "escribieron",
        "escreveu",
        "schrieb", "schreef", "skrev", "ha scritto", "napisał", "napisał(a)", "napisała", "pisze",
        "kirjoitti",
        "написал", "написала", "пишет", "写道", "작성", "のメッセージ", "ha escrit", "skrev följande", "from",
    ].map { Array($0.utf8) }

    private static let weekdays: [[UInt8]] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "senin", "selasa",
        "rabu",
        "kamis", "jumat", "sabtu", "minggu",
    ].map { Array($0.utf8) }
}
