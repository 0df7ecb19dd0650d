/// What one invocation did, stage by stage: the one source of its text, its JSON and its ledger row.
public struct RunReport: Sendable, Hashable, Codable {
    /// What fetching did; `nil` if that stage did not run.
    public var fetch: FetchStage.Report?
    /// What processing did.
    public var process: ProcessStage.Report?
    /// What carrying out approvals did.
    public var execute: ExecutionStage.Report?
    /// What time brought.
    public var remind: RemindStage.Report?
    /// What sending did.
    public var send: SendStage.Report?
    /// What was put to rest.
    public var rest: RestStage.Report?
    /// What was let go.
    public var purge: PurgeStage.Report?

    /// Nothing has run yet.
    public init() {}

    /// Whether there was nothing to do at all.
    public var isIdle: Bool {
        (fetch ?? .init()) == .init() && (process ?? .init()) == .init()
            && (execute ?? .init()) == .init() && (remind ?? .init()) == .init()
            && (send ?? .init()) == .init() && (rest ?? .init()) == .init()
            && (purge ?? .init()) == .init()
    }
}
