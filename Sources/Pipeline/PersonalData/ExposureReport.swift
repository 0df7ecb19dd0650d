public import Domain
import Forms
import Workflows

/// Who is concerned if the data of these requests came to light, and who has to be told (UU 27/2022 article 46: in
/// writing, within 3 × 24 hours, the person and the agency).
public struct ExposureReport: Sendable, Hashable, Codable {
    /// One request.
    public struct Entry: Sendable, Hashable, Codable {
        /// The request.
        public let number: String
        /// What it asks for.
        public let mechanism: String
        /// Where it stands.
        public let state: String
        /// The person.
        public let name: String
        /// The person's mailbox: whom to notify.
        public let address: String
        /// The person's NIK, all but its last four digits hidden unless asked for; empty if none is held.
        public let nik: String
        /// The agency that has to be told as well.
        public let agency: String
        /// The verifier of that agency.
        public let verifier: String
        /// The classes of data the desk holds: fields of forms, `document:` with the field it answers, `mails`,
        /// `certificate`.
        public let classes: [String]
        /// Serial numbers of certificates that came of it.
        public let certificates: [String]
        /// How many mails of it lie in the spool.
        public let mails: Int
        /// Since when the desk has held something.
        public let from: String
        /// When something was last added.
        public let until: String
    }

    /// The requests, newest first.
    public let entries: [Entry]
    /// How many different mailboxes of persons are concerned.
    public let people: Int
    /// The agencies concerned, in their order.
    public let agencies: [String]
    /// Numbers that were asked for and are not in this desk.
    public let missing: [String]

    /// The report on these requests. Numbers that the desk does not know are named in ``missing``.
    public init(
        of numbers: [RequestNumber], in view: any LedgerView, isNIKShown: Bool = false
    ) throws {
        var found: [RequestRecord] = []
        var missing: [String] = []
        for number in numbers {
            if let record = try view.request(number) {
                found.append(record)
            } else {
                missing.append(number.description)
            }
        }
        try self.init(found, missing: missing, in: view, isNIKShown: isNIKShown)
    }

    /// The report on all requests in which something happened at or after `since`; on all there are if it is `nil`.
    public init(since: Timestamp?, in view: any LedgerView, isNIKShown: Bool = false) throws {
        var all = RequestFilter()
        all.limit = .max
        let records = try view.requests(all).filter { record in since.map { record.changedAt >= $0 } ?? true }
        try self.init(records, missing: [], in: view, isNIKShown: isNIKShown)
    }

    private init(
        _ records: [RequestRecord], missing: [String], in view: any LedgerView, isNIKShown: Bool
    ) throws {
        entries = try records.map { try Entry($0, in: view, isNIKShown: isNIKShown) }
        people = Set(entries.map { $0.address.lowercased() }).count
        agencies = Set(entries.map(\.agency)).sorted()
        self.missing = missing
    }
}

extension ExposureReport.Entry {
    init(_ record: RequestRecord, in view: any LedgerView, isNIKShown: Bool) throws {
        let held = try HeldRequest(record, in: view)
        var filter = CertificateFilter()
        filter.request = record.number
        let made = try view.certificates(filter)
        number = record.number.description
        mechanism = record.mechanism.rawValue
        state = record.state
        name = record.applicantName
        address = record.applicant.addrSpec
        let stated = held.values["nik"] ?? made.compactMap(\.nik).first ?? ""
        nik = isNIKShown ? stated : MaskedValue.number(stated)
        agency = record.agency
        verifier = record.verifier.addrSpec
        certificates = made.map(\.serial.description)
        mails = held.mails.count
        classes =
            held.values.keys.sorted() + held.documents.map { "document:\($0.field)" }
            + (held.mails.isEmpty ? [] : ["mails"]) + (made.isEmpty ? [] : ["certificate"])
        from = record.openedAt.description
        until = max(record.changedAt, held.mails.last?.at ?? record.changedAt).description
    }
}
