import Domain
import Forms
import Notices
import Workflows

/// Everything the desk holds about one mailbox, as rows of ``NoticeName/citizenPersonalData``.
struct PersonalDataHoldings {
    /// More requests, certificates or cases than this are not told one by one.
    static let most = 50

    let address: EmailAddress
    let requests: [HeldRequest]
    let certificates: [CertificateRecord]
    let cases: [CaseRecord]

    init(_ address: EmailAddress, in view: any LedgerView) throws {
        self.address = address
        var own = RequestFilter()
        own.applicant = address
        own.limit = Self.most
        requests = try view.requests(own).map { try HeldRequest($0, in: view) }
        var held = CertificateFilter()
        held.address = address
        held.limit = Self.most
        certificates = try view.certificates(held).filter { $0.status == .valid || $0.status == .revoked }
        var asked = CaseFilter()
        asked.citizen = address
        asked.limit = Self.most
        cases = try view.cases(asked)
    }

    /// Requests that wait for somebody.
    var open: [HeldRequest] { requests.filter { !$0.record.state.hasPrefix("closed.") } }

    /// Certificates that are in force at this moment.
    func inForce(at now: Timestamp) -> [CertificateRecord] {
        certificates.filter { $0.status == .valid && $0.notAfter >= now }
    }

    /// The rows of the answer to `DATA SAYA`.
    func values(_ desk: Desk, _ locale: Locale) -> [String: NoticeValue] {
        let day: (Timestamp) -> String = { DateWording.moment($0, in: desk.settings.zone, locale) }
        return [
            "requests": rows(requests) { held in
                [
                    "request": held.record.number.description,
                    "mechanism": desk.words.mechanism(held.record.mechanism, locale),
                    "state": desk.words.state(held.record.state, locale),
                    "openedAt": day(held.record.openedAt),
                ]
            },
            "fields": rows(fields(desk, locale)) { $0 },
            "documents": rows(documents(desk, locale)) { $0 },
            "certificates": rows(certificates) { certificate in
                [
                    "serial": certificate.serial.description, "validFrom": day(certificate.notBefore),
                    "validUntil": day(certificate.notAfter),
                ]
            },
            "cases": rows(cases) { record in
                [
                    "case": record.number.description, "kind": desk.words.caseKind(record.kind, locale),
                    "state": desk.words.caseStatus(record.status, locale),
                ]
            },
            "recipients": rows(recipients(desk, locale)) { $0 },
            "periods": rows(Self.periods(desk, locale)) { $0 },
        ]
    }

    private func rows<Element>(
        _ elements: [Element], _ row: (Element) -> [String: String]
    ) -> NoticeValue {
        .rows(elements.map { row($0).mapValues { NoticeValue.text($0) } })
    }

    private func fields(_ desk: Desk, _ locale: Locale) -> [[String: String]] {
        let registered = desk.verifiers[address].map { verifier in
            [
                "request": "cron/verifiers.csv", "label": desk.words["data.registered", locale],
                "value": "\(verifier.name), \(verifier.agency)",
            ]
        }
        return [registered].compactMap(\.self)
            + requests.flatMap { held in
                held.fields(desk, locale).map { field in
                    [
                        "request": held.record.number.description, "label": field.label,
                        "value": field.value,
                    ]
                }
            }
    }

    /// Files that a form names, then the mails that brought them and everything else.
    private func documents(_ desk: Desk, _ locale: Locale) -> [[String: String]] {
        requests.flatMap { held in
            let number = held.record.number.description
            let files = held.documents.map { document in
                [
                    "request": number, "name": FormWriter.maskingNumbers(document.filename),
                    "size": DataSize.text(document.size, locale),
                    "digest": String(document.message.prefix(16)),
                ]
            }
            let mails = held.mails.map { mail in
                let moment = DateWording.moment(mail.at, in: desk.settings.zone, locale)
                return [
                    "request": number, "name": desk.words["data.mail", locale, ["moment": moment]],
                    "size": "–", "digest": String(mail.digest.hex.prefix(16)),
                ]
            }
            return files + mails
        }
    }

    /// Who was sent something of it: what was queued for them is on record.
    private func recipients(_ desk: Desk, _ locale: Locale) -> [[String: String]] {
        let told: [[String: String]] = requests.flatMap { held in
            let what = desk.words["data.received.request", locale, ["number": held.record.number.description]]
            let verifier = "\(held.submission.verifierName), \(held.submission.agency)"
            let authority = desk.settings.service.authorityName
            return [
                held.reached("verifier") ? ["who": verifier, "what": what] : nil,
                held.reached("authority")
                    ? ["who": "\(desk.words["actor.authority", locale]) (\(authority))", "what": what] : nil,
            ].compactMap(\.self)
        }
        let officer = cases.filter { $0.kind != .access }.map { record in
            [
                "who": desk.words["case.officer", locale],
                "what": desk.words["data.received.case", locale, ["number": record.number.description]],
            ]
        }
        return told + officer
    }

    /// How long each class is kept, as `desk.yaml` says.
    static func periods(_ desk: Desk, _ locale: Locale) -> [[String: String]] {
        ["incoming", "quarantine", "evidence", "requests", "cases"].compactMap { kind in
            desk.settings.retention[kind].map { seconds in
                [
                    "what": desk.words[Wording.Key(stringLiteral: "data.kept.\(kind)"), locale],
                    "period": PeriodWording.text(seconds, locale),
                ]
            }
        }
    }
}

/// A period of `desk.yaml` in words.
enum PeriodWording {
    /// In years if it is whole years of 366 days, else in days, else in hours.
    static func text(_ seconds: Int64, _ locale: Locale) -> String {
        let isIndonesian = locale == .indonesian
        let (year, day): (Int64, Int64) = (366 * 86_400, 86_400)
        if seconds >= year, seconds % year == 0 {
            let count = seconds / year
            return isIndonesian ? "\(count) tahun" : count == 1 ? "1 year" : "\(count) years"
        }
        if seconds >= day {
            let count = seconds / day
            return isIndonesian ? "\(count) hari" : count == 1 ? "1 day" : "\(count) days"
        }
        return isIndonesian ? "\(seconds / 3600) jam" : "\(seconds / 3600) hours"
    }
}
