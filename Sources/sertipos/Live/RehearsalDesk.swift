internal import Domain
internal import FoundationEssentials
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
        try NewFile.replace(Array(RehearsalConfiguration.holidays.utf8), at: folder.holidays)
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
                try ServerPostOffice(servers: servers, desk: desk.address, people: people.map(\.address))
            }
        let performance = Performance(
            desk: desk, office: office, people: people, start: clock.now(), keepsakes: try keepsakes())
        performance.play(Repertoire.all)
        return performance.timeline
    }

    /// What people save lies below `people`, one folder for each.
    private func keepsakes() throws -> Keepsakes {
        let drawer = folder.resolve("people")
        _ = try NewFile.makeFolder(drawer)
        return Keepsakes { name, octets in
            if let own = name.split(separator: "/").first { _ = try NewFile.makeFolder("\(drawer)/\(own)") }
            try NewFile.write(octets, to: "\(drawer)/\(name)")
        }
    }

    private func onStage() throws -> RehearsedDesk {
        let templates = TemplateFolder(path: folder.templates)
        let run = DeskRun(desk: live, progress: SilentProgress())
        let clock = clock
        return RehearsedDesk(
            address: live.configuration.desk.address, name: live.configuration.desk.name,
            zone: live.configuration.desk.zone, bystanders: [], noticeFiles: try templates.noticeFiles(),
            wording: try templates.words(), revocationList: { try revocationList() }
        ) { moment in
            clock.set(moment)
            // Nobody else may move this desk: its clock is not theirs.
            guard let report = try run.run("run", .all) else { throw DeskBusy(holder: nil) }
            return DeskActivity(taken: report.fetch?.fetched ?? 0, sent: report.send?.sent ?? 0)
        }
    }

    /// The list as the desk publishes it.
    private func revocationList() throws -> [UInt8] {
        let path = folder.resolve("spool/exports/\(RevocationListing.fileName)")
        return FileManager.default.contents(atPath: path).map { Array($0) } ?? []
    }
}
