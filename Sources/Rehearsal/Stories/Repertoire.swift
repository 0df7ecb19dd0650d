/// The stories, in the order in which they are played.
public enum Repertoire {
    /// All of them. Every story leaves no request open behind it, so that nobody is reminded of one in the next.
    public static let all: [Story] = [
        .issuance, .faultySubmission, .answerFromPhone, .returned, .rejected, .expiredLink, .wrongHands,
        .openPassphrase, .strangers, .unvouched, .batch, .silence, .complaint, .ownData, .update,
        .compromised, .ownRevocation, .renewal, .retirement,
    ]
}
