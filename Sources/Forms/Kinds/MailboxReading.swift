public import Domain

/// An email address out of a form: one plain addr-spec, whatever a mail program wrapped around it.
public struct MailboxReading: Sendable, Hashable {
    /// The address.
    public let address: EmailAddress

    /// Reads `a@b.id`, `<a@b.id>`, `A <a@b.id>`, `a@b.id <mailto:a@b.id>`, `a@b.id.`
    public init(_ text: String) throws(Malformation) {
        var found: [EmailAddress] = []
        var hasRemains = false
        for piece in Array(text.utf8).split(whereSeparator: Self.isSeparator) {
            var word = piece
            if word.count > 7, word.prefix(7).elementsEqual("mailto:".utf8, by: { Octet.lowered($0) == $1 }) {
                word = word.dropFirst(7)
            }
            while let last = word.last, ".:'*_/".utf8.contains(last) { word.removeLast() }
            while let first = word.first, "'*_:".utf8.contains(first) { word.removeFirst() }
            guard word.contains(Octet.at) else {
                hasRemains = hasRemains || !word.isEmpty
                continue
            }
            // `budi@contoh` is an address by RFC 5321, but nobody can be reached there.
            guard let address = EmailAddress(String(decoding: word, as: UTF8.self)),
                address.domain.contains(".")
            else { throw .notAnAddress }
            if !found.contains(address) { found.append(address) }
        }
        guard let address = found.first else { throw .notAnAddress }
        guard found.count == 1 else { throw .several(found.map(\.canonical)) }
        // `budi @ dinas.go.id` or `budi at dinas` leave words behind; a display name may.
        if hasRemains, !text.utf8.contains(Octet.less) { throw .notAnAddress }
        self.address = address
    }

    private static func isSeparator(_ octet: UInt8) -> Bool {
        switch octet {
        case Octet.space, Octet.tab, Octet.newline, Octet.less, Octet.greater, Octet.comma, 0x22, 0x28, 0x29,
            0x3B,
            0x5B, 0x5D, 0x7C:
            true
        default: false
        }
    }

    /// Whether the address looks like an office's: `dinas@`, `sekretariat@`, `humas.kota@`.
    public var isRoleMailbox: Bool {
        let (user, _) = address.subaddress
        let pieces = user.lowercased().split { !$0.isLetter }
        guard let first = pieces.first else { return false }
        if Self.offices.contains(String(first)) { return true }
        return pieces.count == 1 && Self.offices.contains { $0.count >= 5 && first.hasPrefix($0) }
    }

    private static let offices: Set<String> = [
        "dinas", "sekretariat", "sekre", "set", "info", "informasi", "admin", "administrator", "humas",
        "kantor",
        "diskominfo", "kominfo", "bkd", "bkpsdm", "bkpp", "bappeda", "bpkad", "inspektorat", "umum", "tu",
        "tatausaha", "kecamatan", "kelurahan", "desa", "puskesmas", "rsud", "sekolah", "layanan", "pelayanan",
        "office", "secretariat", "noreply", "no", "postmaster", "webmaster", "helpdesk", "support", "kontak",
        "contact", "surat", "persuratan", "kepegawaian", "keuangan", "bagian", "bidang", "badan", "operator",
        "pengaduan", "ppid", "disdik", "dinkes", "disdukcapil", "dukcapil", "pemkab", "pemkot", "setda",
        "setwan",
        "pemda", "satpolpp", "dishub", "dinsos", "dpmptsp", "staff", "staf", "team", "tim",
    ]
}
