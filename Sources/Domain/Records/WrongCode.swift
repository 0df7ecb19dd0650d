/// One-time codes that opened nothing, counted to notice somebody who guesses.
public enum WrongCode: Sendable, Hashable {
    /// They came from this address.
    case from(EmailAddress)
    /// They came in mails that name this request or case.
    case about(RequestNumber)
}
