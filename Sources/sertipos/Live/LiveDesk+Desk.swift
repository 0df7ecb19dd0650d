internal import Domain
internal import Forms
internal import MailTransport
internal import Notices
internal import PKI
internal import Pipeline
internal import Trust

extension LiveDesk {
    /// What the pipeline is told.
    var settings: DeskSettings {
        var moveTo: String?
        if case .move(let target) = configuration.mailbox.afterwards { moveTo = target }
        let (desk, people, budget) = (configuration.desk, configuration.people, configuration.budget)
        var settings = DeskSettings(
            name: desk.name, address: desk.address, locale: desk.locale, zone: desk.zone, fee: desk.fee,
            channels: desk.channels, registrationAuthority: people.registrationAuthority,
            officer: people.officer, administrator: people.administrator, linkLifetimes: linkLifetimes,
            stepLifetimes: stepLifetimes,
            calendar: calendar, service: terms, reports: reports,
            budget: OutboundBudget(
                address: budget.address, request: budget.request, domain: budget.domain, day: budget.day),
            maximumMessageSize: configuration.limits.message,
            messagesPerRun: configuration.limits.messagesPerRun, moveTo: moveTo,
            senderVerifier: SenderVerifier(
                authservID: configuration.mailbox.authservID,
                trustedHosts: configuration.mailbox.trustedHosts))
        settings.ladder = configuration.proof.ladder
        let kinds = Configuration.Retention.Class.allCases
        settings.retention = Dictionary(
            uniqueKeysWithValues: kinds.map { ($0.rawValue, configuration.retention[$0]) })
        return settings
    }

    /// Reads S/MIME signatures; `nil` without anchors.
    private func signatures() throws -> (any SignedMailVerification)? {
        guard let anchors = configuration.proof.anchors else { return nil }
        let lists = configuration.proof.revocationLists.map { folder.resolve($0.path) }
        return try OpenSSLSignedMailVerifier(
            anchorFiles: [folder.resolve(anchors.path)], revocationListFiles: [lists].compactMap(\.self))
    }

    private var reports: ReportSchedule {
        let reports = configuration.reports
        return ReportSchedule(
            weekday: reports.weekday, dayOfMonth: reports.dayOfMonth, hour: reports.hour)
    }

    private var linkLifetimes: [String: Int64] {
        let links = configuration.links
        return [
            "identity": links.identity, "passphrase": links.passphrase, "verification": links.decision,
            "confirmation": links.decision, "new-confirmation": links.decision, "authority": links.decision,
            "amendment": links.identity,
        ]
    }

    private var stepLifetimes: [String: Int64] {
        let steps = configuration.steps
        return [
            "identity": steps.identity, "verification": steps.verification, "passphrase": steps.passphrase,
            "confirmation": steps.confirmation, "new-confirmation": steps.confirmation,
            "authority": steps.authority, "amendment": steps.amendment,
        ]
    }

    private var terms: ServiceTerms {
        let service = configuration.service
        var terms = ServiceTerms(
            promisedDays: service.promisedDays, revocationTime: service.revocation,
            renewalWindow: service.renewalWindow, renewalGrace: service.renewalGrace,
            revocationListLifetime: service.revocationList, passphrasePage: configuration.links.page,
            authorityName: authorityName)
        if case .embedded(let embedded) = configuration.authority.kind {
            terms.certificateLifetime = embedded.validity
        }
        return terms
    }

    /// Everything a decision needs; reads forms, templates, keys and the verifier list.
    func desk(random: any RandomSource = SystemRandom()) throws -> Desk {
        let templates = try templates.read()
        let verifiers = try VerifierList.load(path: folder.verifiers)
        let conflicts = verifiers.conflicts(with: configuration)
        guard conflicts.isEmpty else { throw ConfigurationError(conflicts) }
        var desk = Desk(
            settings: settings, codec: Self.codec, forms: templates.forms,
            faultWording: templates.faultWording, words: templates.words, notices: templates.notices,
            page: templates.page, certification: try certification(), annexParsing: AnnexParser.parse,
            verifiers: Dictionary(
                verifiers.verifiers.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first }),
            clock: clock, random: random, digesting: digesting,
            scanner: configuration.scan.clamd.map { ClamdScanner($0) })
        desk.signatures = try signatures()
        return desk
    }
}
