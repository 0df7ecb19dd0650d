import Domain
import Workflows

/// What a reducer can tell two states apart by, without the people's data.
struct StateClass: Hashable {
    let mechanism: Mechanism
    let openedBy: Role
    let name: String
    let pending: PendingConfirmation?
    let isConfirmed: Bool
    let returnedBy: Role?
    let hasRuling: Bool

    init(_ state: RequestState) {
        mechanism = state.submission.mechanism
        openedBy = state.submission.openedBy
        name = state.name
        var pending: PendingConfirmation?
        var isConfirmed = false
        var returnedBy: Role?
        var hasRuling = false
        switch state {
        case .awaitingConfirmation(_, let mailboxes): pending = mailboxes
        case .awaitingAuthority(_, .change(let moment)), .awaitingExecution(_, .change(let moment), _):
            isConfirmed = moment != nil
        case .awaitingCorrection(_, _, let correction): returnedBy = correction.returnedBy
        case .awaitingAmendment(let submission, _): pending = submission.confirmation
        case .closed(_, _, let ruling): hasRuling = ruling != nil
        case .awaitingIdentity, .awaitingVerification, .awaitingPassphrase, .awaitingAuthority,
            .awaitingExecution:
            break
        }
        self.pending = pending
        self.isConfirmed = isConfirmed
        self.returnedBy = returnedBy
        self.hasRuling = hasRuling
    }
}
