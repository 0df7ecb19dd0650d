import Domain
import Notices

extension MessageRouting {
    /// `DATA SAYA`: what the desk holds about the mailbox the mail was proven to come from, told at once and on record
    /// as a case that is over with it. Only for people the desk knows; ``decideCommand(_:_:)`` saw to that.
    func reportPersonalData(_ sender: NamedAddress) throws -> Verdict {
        var recent = CaseFilter()
        recent.citizen = sender.address
        recent.limit = CaseTerms.openedPerDay
        let opened = try transaction.cases(recent).count { now - $0.openedAt < OutboundGate.window }
        guard opened < CaseTerms.openedPerDay else {
            return .ignored("the sender opened \(opened) cases today already")
        }
        let holdings = try PersonalDataHoldings(sender.address, in: transaction)
        let record = CaseRecord(
            number: try nextCaseNumber(), kind: .access, status: .closed, citizen: sender.address,
            citizenName: sender.displayName?.trimmingSpaces ?? "",
            subject: desk.words.caseKind(.access, desk.locale(of: sender.address)),
            message: assessment.record.digest, openedAt: now, changedAt: now, answeredAt: now)
        try transaction.insert(record)
        try logCase("personal-data-told", record, by: "desk")
        let letter = try letters.toCitizen(
            .citizenPersonalData, record, holdings.values(desk, desk.locale(of: sender.address)),
            cause: assessment.message)
        return Verdict(
            .processed, "told what is held about the sender, as case \(record.number)",
            request: record.number, drafts: [letter])
    }

    /// The number of a new case.
    func nextCaseNumber() throws -> RequestNumber {
        let year = LocalTime(now, in: desk.settings.zone).date.year
        let sequence = try transaction.nextSequence(.complaint, year: year)
        guard let number = RequestNumber(series: .complaint, year: year, sequence: sequence) else {
            throw NumbersExhausted(year: year)
        }
        return number
    }

    /// What the officer is told about a right that somebody claims: the requests concerned, and what stands in the
    /// way. Numbers only; the mailbox stays with the desk.
    func dutyValues(of record: CaseRecord) throws -> [String: NoticeValue] {
        let locale = desk.locale(of: desk.settings.officer)
        let holdings = try PersonalDataHoldings(record.citizen, in: transaction)
        let words = desk.words
        var obstacles = holdings.open.map { held in
            words["data.obstacle.open", locale, ["number": held.record.number.description]]
        }
        obstacles += holdings.inForce(at: now).map { certificate in
            let date = DateWording.moment(certificate.notAfter, in: desk.settings.zone, locale)
            return words[
                "data.obstacle.certificate", locale, ["serial": certificate.serial.description, "date": date]]
        }
        if record.kind != .correction, !holdings.requests.isEmpty,
            let kept = desk.settings.retention["requests"]
        {
            obstacles.append(
                words["data.obstacle.retention", locale, ["period": PeriodWording.text(kept, locale)]])
        }
        if obstacles.isEmpty { obstacles = [words["data.obstacle.none", locale]] }
        return [
            "concerned": .rows(holdings.requests.map { ["request": .text($0.record.number.description)] }),
            "obstacles": .rows(obstacles.map { ["obstacle": .text($0)] }),
            "isErasure": .flag(record.kind == .erasure || record.kind == .withdrawal),
        ]
    }
}
