public import Domain

/// Something to do because of an event. The reducer orders it; the pipeline carries it out in the same
/// transaction.
public enum Effect: Sendable, Hashable {
    /// Write to one person.
    case tell(Role, Announcement)
    /// Close every open link of this step.
    case closeLinks(Step)
    /// Close every open link of the request.
    case closeAllLinks
}
