public import Domain

/// Words that name one of the four mechanisms.
public enum MechanismWord {
    /// The mechanism that `text` names, or `nil` if it names none or more than one.
    ///
    /// `Surat Rekomendasi Permohonan Penerbitan Sertifikat Elektronik` is issuance. `Pendaftaran` decides
    /// only where nothing else does: the letters for renewal say it as well. `Pembaruan data` is left open.
    public static func read(_ text: some StringProtocol) -> Mechanism? {
        let words = FoldedWords.words(text.prefix(400))
        var strong: Set<Mechanism> = []
        var weak: Set<Mechanism> = []
        for (index, word) in words.enumerated() {
            if let mechanism = strongWords[word] {
                let isOpen = openWords.contains(word) && index + 1 < words.count && words[index + 1] == "data"
                if isOpen { return nil }
                strong.insert(mechanism)
            } else if let mechanism = weakWords[word] {
                weak.insert(mechanism)
            }
        }
        if strong.isEmpty { return weak.count == 1 ? weak.first : nil }
        return strong.count == 1 ? strong.first : nil
    }

    /// What a `Jenis:` line of `message` says (fresh text, then text quoted or in the HTML alternative), else
    /// what its subject says.
    ///
    /// `reply` is the message's body, already split.
    public static func read(message: ReceivedMessage, reply: ReplyText) -> Mechanism? {
        for reply in [reply] + [message.alternativeBody].compactMap(\.self).map(ReplyText.split) {
            let lines = typeLines(in: reply)
            for isQuoted in [false, true] {
                let named = Set(lines.filter { $0.isQuoted == isQuoted }.compactMap { read($0.text) })
                if named.count > 1 { return nil }
                if let only = named.first { return only }
            }
        }
        return read(SubjectText.bare(message.subject))
    }

    /// What stands behind every `Jenis:`, up to the end of the line or six words.
    private static func typeLines(in reply: ReplyText) -> [(text: String, isQuoted: Bool)] {
        var found: [(text: String, isQuoted: Bool)] = []
        let octets = reply.plain.octets
        for (line, role) in zip(reply.lines, reply.roles) {
            guard case .body(let layer) = role else { continue }
            var position = line.start
            while position < line.end, found.count < 20 {
                let octet = octets[position]
                guard Octet.isLetter(octet), position == line.start || !Octet.isWord(octets[position - 1]),
                    labels.canBegin(with: octet),
                    let start = labels.longest(
                        in: octets, from: position, to: line.end,
                        accept: {
                            LabelEnd.valueStart(octets, after: $0.end, isLineStart: position == line.start)
                        })
                else {
                    position += 1
                    continue
                }
                var end = min(start + 60, line.end)
                // In a run-together form the next label follows; its last word carries a colon.
                if let colon = octets[min(start, end)..<end].firstIndex(of: Octet.colon) {
                    end = octets[start..<colon].lastIndex(where: Octet.isBlank) ?? start
                }
                if start < end {
                    found.append((String(decoding: octets[start..<end], as: UTF8.self), layer > 0))
                }
                position = max(start, position + 1)
            }
        }
        return found
    }

    private static let labels: PhraseTrie = {
        var trie = PhraseTrie()
        for label in ReservedLabel.type { trie.insert(label, value: 0) }
        return trie
    }()

    private static let strongWords: [String: Mechanism] = [
        "penerbitan": .issuance, "issuance": .issuance, "issue": .issuance, "terbitkan": .issuance,
        "perubahan": .update, "update": .update, "pemutakhiran": .update, "change": .update,
        "amendment": .update,
        "pembaruan": .renewal, "pembaharuan": .renewal, "perpanjangan": .renewal, "perpanjang": .renewal,
        "renewal": .renewal, "renew": .renewal, "extension": .renewal,
        "pencabutan": .revocation, "cabut": .revocation, "revocation": .revocation, "revoke": .revocation,
        "penghapusan": .revocation,
    ]
    private static let weakWords: [String: Mechanism] = [
        "pendaftaran": .issuance, "registrasi": .issuance, "registration": .issuance, "baru": .issuance,
    ]
    private static let openWords: Set<String> = ["pembaruan", "pembaharuan"]
}
