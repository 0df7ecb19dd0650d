/// The stories, in the order in which they are played.
public enum Repertoire {
    /// All of them.
    public static let all: [Story] = [
        .issuance, .faultySubmission, .answerFromPhone, .returned, .rejected, .expiredLink, .wrongHands,
        .strangers,
    ]
}
