/// Subjects of absence notices from programs that set no header: Indonesian, English and common others.
///
/// Only the beginning of a subject counts, and only when the phrase is followed by its end or by punctuation:
/// `Out of office: …` is a notice, `Out of office hours visit` is a person.
enum AbsenceSubject {
    /// The phrase `subject` begins with, or `nil`.
    static func phrase(in subject: String) -> String? {
        let text = folded(subject)
        for (phrase, octets) in phrases where text.starts(with: octets) {
            let rest = text.dropFirst(octets.count).drop { $0 == 0x20 }
            if phrase.hasSuffix(":") || rest.isEmpty || isEnd(rest) { return phrase }
        }
        return nil
    }

    /// Lower case, white space and dashes made plain, leading brackets and quotes removed.
    private static func folded(_ subject: String) -> [UInt8] {
        var scalars = ""
        for scalar in subject.prefix(200).unicodeScalars {
            switch scalar.value {
            case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: scalars += " "
            case 0x200B...0x200F, 0xFEFF, 0x2066...0x2069: continue
            case 0x2010...0x2015: scalars += "-"
            case 0xFF1A: scalars += ": "
            default: scalars.unicodeScalars.append(scalar)
            }
        }
        let text = Phrase.normalized(scalars.lowercased().utf8)
        let marks = Array("[(*\"'# ".utf8)
        return Array(text.drop { marks.contains($0) })
    }

    /// Whether what follows a phrase shows that the phrase is the whole statement.
    private static func isEnd(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first else { return true }
        if Array(":-,;.!)]|/*\"'".utf8).contains(first) { return true }
        return [
            "re:", "re ", "reply", "autoreply", "auto-reply", "notification", "message", "notice", "[", "(",
        ].contains { rest.starts(with: $0.utf8) }
    }

    private static let phrases = words.map { ($0, Array($0.utf8)) }

    private static let words = [
        // Indonesian
        "otomatis:", "balasan otomatis", "balas otomatis", "jawaban otomatis", "respons otomatis",
        "respon otomatis", "pesan otomatis", "surel otomatis", "email otomatis", "tanggapan otomatis",
        "sedang cuti", "saya sedang cuti", "sedang tidak di kantor", "tidak di kantor", "di luar kantor",
        "sedang di luar kantor", "sedang dinas luar", "sedang dinas", "dinas luar", "cuti", "cuti tahunan",
        "cuti bersama", "cuti melahirkan", "cuti sakit", "pemberitahuan cuti", "pemberitahuan otomatis",
        "tidak berada di kantor", "tidak masuk kantor",
        // English
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response",
        "autoresponse", "automatic response", "automated reply", "automated response", "auto:",
        "automatic:", "out of office", "out of the office", "out-of-office", "out-of-the-office", "ooo",
        "i am out of the office", "i'm out of the office", "i am out of office", "on vacation",
        "i am on vacation", "i'm on vacation", "on leave", "on annual leave", "i am on leave",
        "away from the office", "away from my mail", "vacation reply", "vacation response",
        "vacation message",
        "absence notification", "absence notice", "auto acknowledgement", "autosvar",
        // Malay, Dutch, German, French
        "jawapan automatik", "balasan automatik", "di luar pejabat", "automatisch antwoord",
        "automatische reactie", "afwezig", "afwezigheidsbericht", "automatische antwort", "abwesenheitsnotiz",
        "abwesenheit", "abwesend", "außer haus", "réponse automatique", "absence du bureau",
        "absent du bureau",
        // Spanish, Portuguese, Italian, Nordic, Polish, Czech, Turkish
        "respuesta automática", "respuesta automatica", "fuera de la oficina", "resposta automática",
        "resposta automatica", "fora do escritório", "risposta automatica", "fuori sede", "fuori ufficio",
        "automatiskt svar", "automatisk svar", "autosvar", "automaattinen vastaus", "frånvarande",
        "odpowiedź automatyczna", "automatická odpověď", "otomatik yanıt", "otomatik cevap",
        // Russian, Arabic, Chinese, Japanese, Korean, Vietnamese, Thai
        "автоматический ответ", "автоответ", "رد تلقائي", "自动回复", "自動回覆", "自動応答", "自動返信",
        "不在通知", "자동 회신", "부재중", "trả lời tự động", "ตอบกลับอัตโนมัติ",
    ]
}
