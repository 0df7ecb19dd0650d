internal import Domain
internal import Notices
internal import Pipeline

/// Scenes that several stories share.
extension Performance {
    /// A verifier opens a request with a filled form of her own; the applicant gets the link.
    func openRequest(
        by verifier: ScriptedPerson = Cast.rina, for applicant: ScriptedPerson
    ) throws -> ReceivedLetter {
        let dossier = Cast.dossier(applicant)
        let form =
            "Jenis: Penerbitan\n" + dossier.recommendation.map { "\($0.label): \($0.value)\n" }.joined()
        let turn = try send(
            verifier.write(
                to: desk.address, subject: "Permohonan penerbitan untuk \(applicant.name)",
                text: "Yth. petugas layanan,\n\n\(form)\nTerima kasih,\n\(verifier.name)\n",
                documents: [dossier.letter]),
            "recommends \(applicant.firstName), the letter attached")
        expect(
            "\(applicant.firstName) has the link, \(verifier.firstName) the number; nobody else is written to",
            turn, [(applicant, .applicantIdentityLink), (verifier, .verifierRequestOpened)])
        return try mail(.applicantIdentityLink, to: applicant, in: turn)
    }

    /// The applicant follows the link and fills everything in; the verifier is asked to decide.
    func fillIn(
        _ letter: ReceivedLetter, by applicant: ScriptedPerson, verifier: ScriptedPerson = Cast.rina,
        notice: NoticeName = .applicantIdentityLink
    ) throws -> ReceivedLetter {
        let dossier = Cast.dossier(applicant)
        let turn = try send(
            applicant.follow(
                try button("answer", in: letter, notice), documents: [dossier.identityCard],
                edit: { FormPen.fill($0, dossier.identity) }),
            "follows the link, fills in and attaches the identity card")
        expect(
            "\(applicant.firstName) has the confirmation, \(verifier.firstName) the question; nobody else",
            turn, [(applicant, .applicantIdentityReceived), (verifier, .verifierVerificationLink)])
        return try mail(.verifierVerificationLink, to: verifier, in: turn)
    }

    /// The verifier approves with one click and Send; the applicant gets the passphrase page.
    func approve(
        _ question: ReceivedLetter, by verifier: ScriptedPerson = Cast.rina, for applicant: ScriptedPerson
    ) throws -> ReceivedLetter {
        let turn = try send(
            verifier.follow(try button("approve", in: question, .verifierVerificationLink)),
            "looks at the documents, follows the link to approve and presses Send")
        expect(
            "\(verifier.firstName) has the confirmation, \(applicant.firstName) the passphrase page; nobody else",
            turn, [(verifier, .verifierVerificationRecorded), (applicant, .applicantPassphraseLink)])
        return try mail(.applicantPassphraseLink, to: applicant, in: turn)
    }

    /// Somebody asks where a request stands; the answer must call it `state`.
    func expectState(_ state: String, of number: RequestNumber?, asked person: ScriptedPerson) throws {
        let number = try require("the request has a number in its subjects", number)
        let turn = try send(
            person.write(to: desk.address, subject: "STATUS \(number)", text: ""),
            "asks where the request stands")
        expect("only \(person.firstName) is answered", turn, [(person, .senderStatus)])
        let answer = try mail(.senderStatus, to: person, in: turn)
        let locale = Cast.verifiers.first { $0.address == person.address }?.locale ?? .indonesian
        let words = desk.wording.state(state, locale)
        expect(
            "the desk says: \(words)", answer.flatText.contains(words) && answer.text.contains("\(number)"),
            answer.text)
    }

    /// Somebody ends a request that need not go on; applicant and verifier are told.
    func cancel(
        _ number: RequestNumber?, by person: ScriptedPerson, applicant: ScriptedPerson,
        verifier: ScriptedPerson = Cast.rina, _ remark: String
    ) throws {
        let number = try require("the request has a number in its subjects", number)
        let turn = try send(
            person.write(to: desk.address, subject: "BATAL \(number)", text: ""), remark)
        expect(
            "\(applicant.firstName) and \(verifier.firstName) are told that it was cancelled", turn,
            [(applicant, .applicantRequestCancelled), (verifier, .verifierRequestCancelled)])
    }

    /// Nobody was written to.
    func expectSilence(_ claim: String, _ turn: Turn) { expect(claim, turn, []) }
}

extension ReceivedLetter {
    /// The text with single spaces, so that wrapping hides nothing.
    var flatText: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
