/// A short play: what people do, and what must be true after each of their mails.
public struct Story: Sendable {
    /// What it is called.
    public let title: String
    /// What it shows.
    public let synopsis: String
    /// Plays it.
    public let play: @Sendable (Performance) throws -> Void

    /// A story.
    public init(
        _ title: String, synopsis: String, play: @escaping @Sendable (Performance) throws -> Void
    ) {
        self.title = title
        self.synopsis = synopsis
        self.play = play
    }
}
