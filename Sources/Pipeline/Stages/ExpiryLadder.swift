import Domain
import Forms
import Notices

/// Notices before and after a certificate ends, each once per certificate, until it is renewed or revoked.
struct ExpiryLadder {
    /// Days before the end, the last one after it.
    static let rungs = [60, 30, 14, 7, 3, 1, 0, -7]

    let desk: Desk
    let ledger: any RequestLedger
    let now: Timestamp

    private var today: CivilDate { LocalTime(now, in: desk.settings.zone).date }

    /// Writes whatever is due. Returns how many notices.
    func run() throws -> Int {
        var count = 0
        for certificate in try ledger.read({ try $0.certificates(expiring) }) {
            if try notify(certificate) { count += 1 }
        }
        return count + (try digest())
    }

    private var expiring: CertificateFilter {
        var filter = CertificateFilter()
        filter.status = .valid
        filter.isUnreplaced = true
        filter.expiringFrom = now + -15 * 86_400
        filter.expiringBefore = now + 61 * 86_400
        filter.limit = 100_000
        return filter
    }

    /// The rung that was reached last, if any; those that were passed meanwhile stay silent.
    static func rung(daysLeft: Int) -> Int? { rungs.last { daysLeft <= $0 } }

    private func daysLeft(_ certificate: CertificateRecord) -> Int {
        LocalTime(certificate.notAfter, in: desk.settings.zone).date.daysSinceEpoch - today.daysSinceEpoch
    }

    private func notify(_ certificate: CertificateRecord) throws -> Bool {
        guard let rung = Self.rung(daysLeft: daysLeft(certificate)) else { return false }
        return try ledger.write { transaction in
            var renewals = RequestFilter()
            renewals.applicant = certificate.address
            renewals.mechanism = .renewal
            renewals.isOpen = true
            renewals.limit = 1
            guard try transaction.requests(renewals).isEmpty,
                try transaction.reach("expiry\(rung)", of: certificate.serial.description, at: now)
            else { return false }
            try Outgoing(desk: desk, now: now).queue([try draft(certificate, rung)], transaction)
            return true
        }
    }

    private func draft(_ certificate: CertificateRecord, _ rung: Int) throws -> NoticeDraft {
        let recipient = NamedAddress(displayName: certificate.holder, address: certificate.address)
        let locale = desk.locale(of: certificate.address)
        let left = daysLeft(certificate)
        let verifier = desk.verifiers[certificate.verifier]
        var values = desk.commonValues(recipient)
        values["serial"] = .text(certificate.serial.description)
        values["validUntil"] = .text(
            DateWording.moment(certificate.notAfter, in: desk.settings.zone, locale))
        values["verifierName"] = .text(verifier?.name ?? certificate.verifier.addrSpec)
        values["agency"] = .text(certificate.agency)
        if left >= 0 {
            values["daysLeft"] = .text(String(left))
            values["isToday"] = .flag(left == 0)
        } else {
            values["daysAgo"] = .text(String(-left))
        }
        let link = renewal(certificate, locale)
        if link.isShortEnough { values["link.renew"] = .link(link) }
        let reminder = CertificateReminder(desk: desk, now: now).attachment(
            serial: certificate.serial, notAfter: certificate.notAfter, locale)
        return NoticeDraft(
            kind: .work, notice: left >= 0 ? .applicantCertificateExpiring : .applicantCertificateExpired,
            locale: locale, values: values, recipient: recipient, request: nil, replyCode: nil,
            attachments: left > 0 ? [reminder] : [], messageID: try desk.makeMessageID(at: now),
            inReplyTo: nil, references: [])
    }

    /// The letter that starts the renewal: from the holder to the verifier, who sends it on to the desk with the
    /// recommendation.
    private func renewal(_ certificate: CertificateRecord, _ locale: Locale) -> MailtoLink {
        let form = FormWriter(locale: locale, mechanism: .renewal).compact(
            desk.forms[.renewal],
            values: [
                .name: certificate.holder, .email: certificate.address.addrSpec,
                .agency: certificate.agency, .serialNumber: certificate.serial.description,
            ])
        return MailtoLink(
            recipient: certificate.verifier,
            subject: desk.words["renew.subject", locale, ["serial": certificate.serial.tail]], body: form)
    }

    /// One mail a week to each verifier about everything that ends within sixty days.
    private func digest() throws -> Int {
        let all = try ledger.read { try $0.certificates(expiring) }.filter { daysLeft($0) >= 0 }
        let week = (today.daysSinceEpoch + 3) / 7
        var count = 0
        for (address, own) in Dictionary(grouping: all, by: \.verifier).sorted(by: {
            $0.key.canonical < $1.key.canonical
        }) {
            guard let verifier = desk.verifiers[address] else { continue }
            let isSent = try ledger.write { transaction in
                guard try transaction.reach("expiry-digest", of: "\(address.canonical) \(week)", at: now)
                else { return false }
                try Outgoing(desk: desk, now: now).queue([try digest(verifier, own)], transaction)
                return true
            }
            if isSent { count += 1 }
        }
        return count
    }

    private func digest(_ verifier: Verifier, _ own: [CertificateRecord]) throws -> NoticeDraft {
        let recipient = NamedAddress(displayName: verifier.name, address: verifier.address)
        let locale = verifier.locale
        var values = desk.commonValues(recipient)
        values["certificates"] = .rows(
            own.sorted { $0.notAfter < $1.notAfter }.prefix(200).map { certificate in
                [
                    "holder": .text(certificate.holder), "serial": .text(certificate.serial.tail),
                    "validUntil": .text(
                        DateWording.date(
                            LocalTime(certificate.notAfter, in: desk.settings.zone).date, locale)),
                    "daysLeft": .text(String(daysLeft(certificate))),
                ]
            })
        let command = desk.words["renew.command", locale]
        values["link.renew"] = .link(
            MailtoLink(recipient: desk.settings.address, subject: command, body: command))
        return NoticeDraft(
            kind: .work, notice: .verifierExpiringDigest, locale: locale, values: values,
            recipient: recipient, request: nil, replyCode: nil, attachments: [],
            messageID: try desk.makeMessageID(at: now), inReplyTo: nil, references: [])
    }
}
