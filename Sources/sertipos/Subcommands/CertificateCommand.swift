internal import ArgumentParser
internal import Domain
internal import PKI

/// Certificates on a terminal.
struct CertificateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "List certificates, show one, import some, or look after the CRL.",
        subcommands: [
            CertificateList.self, CertificateShow.self, CertificateRevocations.self, CertificateImport.self,
        ],
        defaultSubcommand: CertificateList.self)
}

/// All certificates, those that end first in front.
struct CertificateList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List certificates, those that end first in front.")

    @Option(help: "Only with this status: prepared, valid, expired, revoked or abandoned.")
    var status: String?

    @Option(help: "Only those in force that end within so many days and were not replaced.")
    var expiring: Int?

    @Option(help: "Only those whose holder's name or mailbox holds this text, in any case.")
    var holder: String?

    @Option(help: "At most this many.")
    var limit = 1000

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let expiring, !(0...36_500).contains(expiring) {
            throw ValidationError("--expiring takes a number of days from 0 to 36500")
        }
        if let status, ListedCertificate.Standing(rawValue: status) == nil {
            let all = ListedCertificate.Standing.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("no status '\(status)'; write one of \(all)")
        }
        if status != nil, expiring != nil {
            throw ValidationError("--expiring lists those in force: leave --status out")
        }
    }

    func run() throws {
        try ExitStatus.reporting {
            let desk = try common.open()
            let now = desk.clock.now()
            let found = try desk.ledger().read { try search($0, at: now) }
                .map { ListedCertificate($0, at: now) }
            if common.json { return try Console.say(json: found) }
            for certificate in found { Console.say(certificate.description) }
            if found.isEmpty, Console.isTerminal { Console.complain("no certificates") }
        }
    }

    /// The certificates these options name, without their octets.
    func search(_ view: any LedgerView, at now: Timestamp) throws -> [CertificateRecord] {
        var found: [CertificateRecord] = []
        guard limit > 0 else { return found }
        try CertificateWalk(view: view, filter: filter(at: now)).each { certificate in
            guard isMeant(certificate) else { return true }
            var slim = certificate
            slim.der = []
            found.append(slim)
            return found.count < limit
        }
        return found
    }

    private func filter(at now: Timestamp) -> CertificateFilter {
        var filter = CertificateFilter()
        let standing = status.flatMap { ListedCertificate.Standing(rawValue: $0) }
        filter.status = standing?.status
        switch standing {
        case .valid: filter.expiringFrom = now
        case .expired: filter.expiringBefore = now
        case .prepared, .revoked, .abandoned, nil: break
        }
        if let expiring {
            filter.status = .valid
            filter.isUnreplaced = true
            filter.expiringFrom = now
            filter.expiringBefore = now + Int64(expiring) * 86_400
        }
        return filter
    }

    private func isMeant(_ certificate: CertificateRecord) -> Bool {
        guard let text = holder?.lowercased(), !text.isEmpty else { return true }
        return [certificate.holder, certificate.address.addrSpec].contains {
            $0.lowercased().contains(text)
        }
    }
}

/// One certificate with its facts.
struct CertificateShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one certificate.")

    @Argument(help: "Its serial number in hexadecimal, or the last eight digits or more.")
    var serial: String

    @Flag(help: "Show the certificate itself, too.")
    var pem = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        try ExitStatus.reporting {
            let desk = try common.open()
            let record = try desk.ledger().read { try CertificateWalk.find(serial, in: $0) }
            let sheet = CertificateSheet(
                record, facts: OpenSSLCertificateReader().certificates(in: record.der).first,
                fingerprint: record.der.isEmpty ? nil : desk.digesting.digest(record.der).fingerprint,
                pem: pem && !record.der.isEmpty ? PEM.encode(der: record.der, label: .certificate) : nil,
                at: desk.clock.now())
            if common.json { try Console.say(json: sheet) } else { Console.say(sheet.description) }
        }
    }
}
