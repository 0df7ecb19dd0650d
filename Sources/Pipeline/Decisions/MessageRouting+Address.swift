import Domain
import Forms
import Trust
import Workflows

extension MessageRouting {
    /// The verifier names the applicant's right mailbox; the invitation goes there. Only as long as nobody has answered
    /// from the old one.
    func correctAddress(_ record: RequestRecord, _ sender: NamedAddress) throws -> Verdict {
        guard sender.address == record.verifier else {
            return try nothingPending(record, sender, "only the verifier may correct the applicant's address")
        }
        try require(.openRequest, as: .verifier)
        guard let address = writtenAddress, !isTaken(address, record) else {
            return try answerUnclear(sender)
        }
        do {
            let drafts = try docket.apply(
                .addressCorrected(address.addrSpec, at: now), to: record, message: assessment.record.digest,
                occasion: .init(cause: assessment.message))
            return Verdict(
                .processed, "the applicant's address was corrected", request: record.number, drafts: drafts)
        } catch is Rejection {
            return try nothingPending(record, sender, "it is too late to correct the applicant's address")
        }
    }

    /// The only address in the sender's own words; `nil` if there is none or more than one.
    private var writtenAddress: EmailAddress? {
        let marks = " \t\n<>()[]\"',;:"
        let found = Set(
            assessment.reply.freshText.split { marks.contains($0) }.compactMap { EmailAddress($0) })
        return found.count == 1 ? found.first : nil
    }

    /// Whether it is somebody else's in this request, or the applicant's already.
    private func isTaken(_ address: EmailAddress, _ record: RequestRecord) -> Bool {
        let settings = desk.settings
        return [record.applicant, record.verifier, settings.registrationAuthority, settings.officer].contains(
            address)
            || (address.domain == settings.address.domain
                && address.subaddress.user.lowercased() == settings.address.subaddress.user.lowercased())
    }
}
