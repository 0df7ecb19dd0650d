public import Domain

/// A command that anybody may write into Subject or first line, Indonesian or English, any case.
public enum CommandWord: Sendable, Hashable {
    /// A blank form; `nil` if no mechanism was named.
    case form(Mechanism?)
    /// How a request stands; `nil` if no valid number was given.
    case status(RequestNumber?)
    /// The last link once more.
    case resend(RequestNumber?)
    /// Withdraw a request.
    case cancel(RequestNumber?)
    /// Withdraw the consent to the use of personal data.
    case withdrawConsent(RequestNumber?)
    /// Name the applicant's right mailbox for this request.
    case correctAddress(RequestNumber)
    /// How the desk works.
    case help
    /// Pengaduan.
    case complaint
    /// Saran.
    case suggestion
    /// Aspirasi.
    case aspiration
    /// Permintaan informasi.
    case information
    /// What the desk holds about the sender.
    case personalData
    /// Personal data that are wrong.
    case correction
    /// Personal data that are to go.
    case erasure

    /// The command in `subject`, else in `firstLine`, the first fresh line of the body.
    ///
    /// A subject that continues a thread (`Re: …`) counts too, since people reply to old mail. A filled
    /// form with `Formulir …` as its subject is the caller's to recognise first.
    public static func read(subject: String, firstLine: String?) -> CommandWord? {
        let bare = SubjectText.bare(subject)
        if let command = read(bare, context: subject, isSubject: true) { return command }
        guard let firstLine, firstLine.utf8.count <= 160 else { return nil }
        return read(firstLine, context: firstLine, isSubject: false)
    }

    private enum Verb {
        case form
        case status
        case resend
        case cancel
        case withdrawConsent
        case correctAddress
        case help
        case complaint
        case suggestion
        case aspiration
        case information
        case personalData
        case correction
        case erasure
    }

    private static func read(_ text: String, context: String, isSubject: Bool) -> CommandWord? {
        let words = FoldedWords.words(text.prefix(200))
        guard let (verb, length) = verb(words) else { return nil }
        let rest = Array(words[length...])
        let number = RequestNumber.first(in: text) ?? (isSubject ? RequestNumber.first(in: context) : nil)
        switch verb {
        case .form:
            let mechanism = MechanismWord.read(rest.joined(separator: " "))
            guard mechanism != nil || rest.allSatisfy(fillers.contains) else { return nil }
            guard isSubject || rest.count <= 6 else { return nil }
            return .form(mechanism)
        case .status:
            guard number != nil || rest.allSatisfy(isFillerOrNumber) else { return nil }
            return .status(number)
        case .resend:
            guard number != nil || rest.allSatisfy(isFillerOrNumber) else { return nil }
            return .resend(number)
        case .cancel:
            // `Batal jadwal rapat` is somebody's rapat.
            guard rest.allSatisfy(isFillerOrNumber) else { return nil }
            return .cancel(number)
        case .withdrawConsent:
            guard rest.allSatisfy(isFillerOrNumber) else { return nil }
            return .withdrawConsent(number)
        case .correctAddress:
            // A line `Alamat: …` of a form is none, nor is an address in a subject.
            guard let number, rest.allSatisfy(isFillerOrNumber) else { return nil }
            return .correctAddress(number)
        case .help:
            return rest.count <= (isSubject ? 5 : 2) ? .help : nil
        case .complaint: return isOpening(text, rest, isSubject) ? .complaint : nil
        case .suggestion: return isOpening(text, rest, isSubject) ? .suggestion : nil
        case .aspiration: return isOpening(text, rest, isSubject) ? .aspiration : nil
        case .information: return isOpening(text, rest, isSubject) ? .information : nil
        case .personalData: return rest.allSatisfy(isFillerOrNumber) ? .personalData : nil
        case .correction: return isOpening(text, rest, isSubject) ? .correction : nil
        // `Hapus saya dari milis` is somebody's list.
        case .erasure: return rest.allSatisfy { isFillerOrNumber($0) || owned.contains($0) } ? .erasure : nil
        }
    }

    /// In a subject the word may open a sentence; in a body's first line it stands alone or before a colon.
    private static func isOpening(_ text: String, _ rest: [String], _ isSubject: Bool) -> Bool {
        if isSubject || rest.isEmpty { return true }
        var octets = Array(text.utf8)[...]
        octets = octets.drop { !Octet.isWord($0) }
        octets = octets.drop { Octet.isWord($0) }
        octets = octets.drop { Octet.isBlank($0) }
        return octets.first == Octet.colon || octets.first == Octet.hyphen
    }

    private static func isFillerOrNumber(_ word: String) -> Bool {
        fillers.contains(word) || word.utf8.allSatisfy(Octet.isDigit) || word == "se" || word == "pa"
    }

    private static func verb(_ words: [String]) -> (Verb, Int)? {
        guard let first = words.first else { return nil }
        if words.count > 1, first == "kirim", words[1] == "ulang" { return (.resend, 2) }
        if words.count > 1, first == "tarik" || first == "cabut", words[1] == "persetujuan" {
            return (.withdrawConsent, 2)
        }
        if words.count > 1, first == "withdraw", words[1] == "consent" { return (.withdrawConsent, 2) }
        if words.starts(with: ["data", "pribadi", "saya"]) || words.starts(with: ["my", "personal", "data"]) {
            return (.personalData, 3)
        }
        if words.starts(with: ["data", "saya"]) || words.starts(with: ["my", "data"]) {
            return (.personalData, 2)
        }
        if words.count > 1, first == "delete" || first == "erase" {
            return words[1...].contains("data") ? (.erasure, 1) : nil
        }
        return verbs[first].map { ($0, 1) }
    }

    private static let verbs: [String: Verb] = [
        "formulir": .form, "form": .form, "status": .status, "resend": .resend, "batal": .cancel,
        "batalkan": .cancel, "cancel": .cancel, "bantuan": .help, "help": .help, "pengaduan": .complaint,
        "complaint": .complaint, "keluhan": .complaint, "saran": .suggestion, "suggestion": .suggestion,
        "aspirasi": .aspiration, "aspiration": .aspiration, "isu": .complaint, "informasi": .information,
        "info": .information, "information": .information, "alamat": .correctAddress,
        "address": .correctAddress,
        "koreksi": .correction,
        "correction": .correction, "hapus": .erasure, "hapuskan": .erasure,
    ]

    /// What may stand behind the word for erasure.
    private static let owned: Set<String> = [
        "data", "pribadi", "personal", "diri", "semua", "seluruh", "all",
    ]

    private static let fillers: Set<String> = [
        "permohonan", "nomor", "no", "nomer", "request", "number", "tiket", "ticket", "saya", "my", "of",
        "the", "for",
        "sertifikat", "elektronik", "certificate", "tautan", "link", "pak", "bu", "mohon", "please",
        "layanan",
        "pengajuan", "kosong", "blank",
    ]
}
