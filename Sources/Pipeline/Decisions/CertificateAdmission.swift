public import Domain

/// Takes certificates that an outside body made before this desk began into the ledger, so that they can be
/// renewed, changed and ended by mail like all others.
public struct CertificateAdmission {
    /// A file that somebody hands over, with what no certificate says.
    public struct Candidate: Sendable {
        /// The file, as faults name it.
        public let file: String
        /// PEM, DER or PKCS#7.
        public let octets: [UInt8]
        /// Who stands for the holder; its agency becomes the holder's.
        public let verifier: Verifier
        /// The holder's NIK, checked by the caller.
        public let nik: String?
        /// The holder's NIP, checked by the caller.
        public let nip: String?

        /// A file.
        public init(file: String, octets: [UInt8], verifier: Verifier, nik: String? = nil, nip: String? = nil)
        {
            self.file = file
            self.octets = octets
            self.verifier = verifier
            self.nik = nik
            self.nip = nip
        }
    }

    /// What became of the files.
    public struct Outcome: Sendable {
        /// The certificates that were taken, or would have been in a trial, in the files' order.
        public let certificates: [CertificateRecord]
        /// Everything that is wrong, in the files' order.
        public let faults: [DocumentError]
    }

    /// How to go about it.
    public struct Manner: OptionSet, Sendable {
        /// The bits.
        public let rawValue: Int
        /// These bits.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// What is right is taken even if something else is wrong.
        public static let keepGoing = Manner(rawValue: 1)
        /// Nothing is written.
        public static let trial = Manner(rawValue: 2)
    }

    private let reader: any CertificateReading
    private let ledger: any RequestLedger
    private let now: Timestamp

    /// Admission to `ledger` at `now`. Whoever calls holds the run lock, unless it is a trial.
    public init(reader: any CertificateReading, ledger: any RequestLedger, now: Timestamp) {
        self.reader = reader
        self.ledger = ledger
        self.now = now
    }

    /// Takes all of the files in one transaction, or none if anything is wrong with one of them, unless told to
    /// keep going. `known` are faults found before, such as files that could not be read.
    public func admit(
        _ candidates: [Candidate], known: [DocumentError] = [], _ manner: Manner = []
    ) throws -> Outcome {
        guard !manner.contains(.trial) else {
            return try ledger.read { try judge(candidates, known, manner, $0) }
        }
        return try ledger.write { transaction in
            let outcome = try judge(candidates, known, manner, transaction)
            for certificate in outcome.certificates {
                try transaction.insert(certificate)
                try transaction.append(
                    EventRecord(
                        at: now, request: nil, name: "certificate-imported",
                        actor: Role.administrator.rawValue,
                        payload: "{\"serial\":\"\(certificate.serial)\"}"))
            }
            return outcome
        }
    }

    private func judge(
        _ candidates: [Candidate], _ known: [DocumentError], _ manner: Manner, _ view: any LedgerView
    ) throws -> Outcome {
        var certificates: [CertificateRecord] = []
        var faults = known
        var places: [CertificateSerial: String] = [:]
        for candidate in candidates {
            let all = reader.certificates(in: candidate.octets)
            let people = all.filter { !$0.isAuthority }
            faults += missing(all, people, candidate)
            for facts in people {
                var found = problems(facts, candidate)
                if let place = places[facts.serial] {
                    found.append(Self.fault(candidate, "\(facts.serial) came already in \(place)"))
                } else if try view.certificate(facts.serial) != nil {
                    found.append(Self.fault(candidate, "\(facts.serial) is in the ledger already"))
                }
                places[facts.serial] = candidate.file
                faults += found
                if found.isEmpty, let record = record(facts, candidate) { certificates.append(record) }
            }
        }
        let isRefused = !faults.isEmpty && !manner.contains(.keepGoing)
        return Outcome(certificates: isRefused ? [] : certificates, faults: faults)
    }

    /// What is wrong with the file as a whole.
    private func missing(
        _ all: [CertificateFacts], _ people: [CertificateFacts], _ candidate: Candidate
    ) -> [DocumentError] {
        if all.isEmpty {
            return [
                Self.fault(
                    candidate, "holds no certificate", "hand over PEM, DER or PKCS#7 with certificates only")
            ]
        }
        if people.isEmpty {
            return [Self.fault(candidate, "holds a certification authority's certificate, no person's")]
        }
        // A NIK belongs to one person.
        guard people.count > 1, candidate.nik != nil || candidate.nip != nil else { return [] }
        return [
            Self.fault(
                candidate, "holds \(people.count) certificates, but one NIK or NIP",
                "give each its own file")
        ]
    }

    private func problems(_ facts: CertificateFacts, _ candidate: Candidate) -> [DocumentError] {
        var problems: [DocumentError] = []
        let note: (String, String?) -> Void = { problem, remedy in
            problems.append(Self.fault(candidate, "\(facts.serial) \(problem)", remedy))
        }
        if facts.commonName == nil { note("names no person (CN)", nil) }
        if let address = address(facts) {
            if address == candidate.verifier.address {
                note(
                    "is the verifier's own",
                    "nobody may check their own requests: name another verifier of the agency")
            }
        } else {
            note("names no mailbox (rfc822Name)", "mail about it would reach nobody")
        }
        if facts.notAfter <= now { note("ended on \(facts.notAfter)", nil) }
        if facts.notBefore > now + 86_400 { note("begins on \(facts.notBefore) only", nil) }
        if !facts.maySign { note("may not sign", "hand over the certificate for signatures") }
        return problems
    }

    private func address(_ facts: CertificateFacts) -> EmailAddress? {
        facts.addresses.lazy.compactMap { EmailAddress($0) }.first
    }

    private func record(_ facts: CertificateFacts, _ candidate: Candidate) -> CertificateRecord? {
        guard let holder = facts.commonName, let address = address(facts) else { return nil }
        return CertificateRecord(
            serial: facts.serial, issuer: facts.issuer, request: nil, holder: holder, address: address,
            nik: candidate.nik, nip: candidate.nip, verifier: candidate.verifier.address,
            agency: candidate.verifier.agency, notBefore: facts.notBefore, notAfter: facts.notAfter,
            status: .valid, der: facts.der)
    }

    private static func fault(
        _ candidate: Candidate, _ problem: String, _ remedy: String? = nil
    ) -> DocumentError {
        DocumentError(file: candidate.file, problem: problem, remedy: remedy)
    }
}
