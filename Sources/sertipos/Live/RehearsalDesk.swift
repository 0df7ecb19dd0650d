internal import Domain
internal import Pipeline
internal import Rehearsal

/// A throwaway desk and everything a performance on it needs.
struct RehearsalDesk {
    let folder: DeskFolder
    private let live: LiveDesk
    private let clock: RehearsalClock
    private let transport: RehearsalConfiguration.Transport

    /// Lays the desk out in `folder`, which ``RehearsalFolder`` prepared.
    init(
        folder: DeskFolder, installation: Installation, transport: RehearsalConfiguration.Transport,
        start: Timestamp
    ) throws {
        _ = try DeskInitializer(installation: installation, desk: folder).run()
        let configuration = RehearsalConfiguration(transport: transport)
        try NewFile.replace(Array(configuration.yaml.utf8), at: folder.configuration)
        try NewFile.replace(Array(RehearsalConfiguration.verifierList.utf8), at: folder.verifiers)
        self.folder = folder
        self.transport = transport
        clock = RehearsalClock(start)
        live = try LiveDesk(folder: folder, clock: clock)
    }

    /// Plays all stories.
    func play() throws -> Timeline {
        let desk = try onStage()
        let people = Cast.everybody
        let office: any PostOffice =
            switch transport {
            case .maildir:
                MaildirPostOffice(
                    path: folder.resolve(RehearsalConfiguration.mailFolder), host: RehearsalConfiguration.host
                )
            case .servers(let servers):
                try ServerPostOffice(
                    servers: servers, desk: desk.address, people: people.map(\.address) + desk.bystanders)
            }
        let performance = Performance(desk: desk, office: office, people: people, start: clock.now())
        performance.play(Repertoire.all)
        return performance.timeline
    }

    private func onStage() throws -> RehearsedDesk {
        let templates = TemplateFolder(path: folder.templates)
        let run = DeskRun(desk: live, progress: SilentProgress())
        let clock = clock
        return RehearsedDesk(
            address: live.configuration.desk.address, name: live.configuration.desk.name,
            zone: live.configuration.desk.zone,
            bystanders: RehearsalConfiguration.bystanders.compactMap { EmailAddress($0) },
            noticeFiles: try templates.noticeFiles(), wording: try templates.words()
        ) { moment in
            clock.set(moment)
            let report = try run.run("run", .all)
            return DeskActivity(taken: report?.fetch?.fetched ?? 0, sent: report?.send?.sent ?? 0)
        }
    }
}
