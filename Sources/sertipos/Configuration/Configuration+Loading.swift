internal import Domain

extension Configuration {
    /// The configuration of `desk`.
    static func load(from desk: DeskFolder) throws(ConfigurationError) -> Configuration {
        let document: DocumentNode
        do { document = try YAMLDocument.load(path: desk.configuration) } catch {
            throw ConfigurationError([error])
        }
        return try Configuration(document)
    }

    /// The configuration that `document` holds, or all its mistakes.
    init(_ document: DocumentNode) throws(ConfigurationError) {
        do { _ = try document.pairs() } catch { throw ConfigurationError([error]) }
        let problems = DocumentProblems()
        let root = ConfigurationSection(
            "", document,
            keys: [
                "desk", "people", "mailbox", "submission", "trust", "authority", "service", "reports",
                "links",
                "steps", "budget", "limits", "scan", "retention", "alerts",
            ],
            problems: problems)
        let desk = Desk(root.section("desk", keys: Desk.keys))
        let people = People(root.section("people", keys: People.keys), desk: desk)
        let mailbox = Mailbox(root.section("mailbox", keys: Mailbox.keys))
        let submission = Submission(root.section("submission", keys: Submission.keys))
        let authority = Authority(root.section("authority", keys: Authority.keys))
        proof = Proof(root.section("trust", keys: Proof.keys))
        service = Service(root.section("service", keys: Service.keys))
        reports = Reports(root.section("reports", keys: Reports.keys))
        links = Links(root.section("links", keys: Links.keys))
        steps = Steps(root.section("steps", keys: Steps.keys))
        budget = Budget(root.section("budget", keys: Budget.keys))
        limits = Limits(root.section("limits", keys: Limits.keys))
        scan = Scan(root.section("scan", keys: Scan.keys))
        retention = Retention(root.section("retention", keys: Retention.keys))
        alerts = Alerts(root.section("alerts", keys: Alerts.keys))
        guard problems.errors.isEmpty, let desk, let people, let mailbox, let submission, let authority else {
            throw ConfigurationError(problems.errors)
        }
        self.desk = desk
        self.people = people
        self.mailbox = mailbox
        self.submission = submission
        self.authority = authority
        warnings = problems.warnings
    }
}
