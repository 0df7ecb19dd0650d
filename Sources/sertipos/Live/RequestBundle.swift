internal import Domain
internal import Ledger
internal import PKI
internal import Pipeline
internal import Spool
internal import Trust

/// Everything the desk knows of one request, in a folder of plain files with a manifest: for a complaint, an
/// auditor or a court. Unsealed personal data.
struct RequestBundle {
    /// The manifest: `manifest.sha256` names its digest, as `sha256sum -c` reads it.
    struct Manifest: Codable {
        var format = 1
        let request: String
        let madeAt: String
        /// The audit log when the bundle was made.
        let chain: Chain
        let remarks: [String]
        let files: [ArchivedFile]
    }

    /// Where the audit log ended.
    struct Chain: Codable {
        let events: Int64
        let head: String?
    }

    /// What `request export` shows.
    struct Report: Codable {
        let folder: String
        let files: Int
        let octets: Int64
        let mails: Int
        let mailsPurged: Int
        let manifest: String
    }

    static let manifestName = "manifest.json"
    static let seal = "manifest.sha256"

    private static let remarks = [
        "outgoing.json holds what is known of mail that was sent; its octets are destroyed once a server took them.",
        "In mails.json 'sender' is what was found when a mail was decided on, 'senderToday' the same by the fields of the mail when this bundle was made.",
        "Links of events lead from 'previous' to 'link'; `sertipos audit verify --export DIR` recomputes them.",
    ]

    let number: RequestNumber
    let live: LiveDesk

    /// Writes the bundle into `folder`, which must be new or empty.
    func write(to folder: String) throws -> Report {
        let ledger = try live.ledger()
        let spool = try live.spool(for: ledger)
        let content = try ledger.read { view in
            guard let content = try BundleContent(number, view) else {
                throw try UnknownRequest(number: number, in: view)
            }
            return content
        }
        try BundleFolder.make(folder)
        var files: [ArchivedFile] = []
        let add = { (name: String, octets: [UInt8]) throws in
            try DurableFile.write(octets, to: "\(folder)/\(name)")
            files.append(
                ArchivedFile(
                    name: name, size: Int64(octets.count), sha256: OpenSSLDigest().digest(octets).hex))
        }
        var mails: [BundleContent.Mail] = []
        for (index, record) in content.messages.enumerated() {
            mails.append(try self.mail(record, index, spool, add))
        }
        try add("request.json", try BundleFolder.json(content.request))
        try add("mails.json", try BundleFolder.json(mails))
        try add("events.json", try BundleFolder.json(content.events))
        try add("outgoing.json", try BundleFolder.json(content.outgoing))
        try add(
            "certificates.json",
            try BundleFolder.json(content.certificates.map { ListedCertificate($0, at: live.clock.now()) }))
        for certificate in content.certificates where !certificate.der.isEmpty {
            try add("certificate-\(certificate.serial).cer", certificate.der)
        }
        let manifest = Manifest(
            request: number.description, madeAt: live.clock.now().description,
            chain: Chain(events: content.chain.count, head: content.chain.head?.hex), remarks: Self.remarks,
            files: files)
        let octets = try BundleFolder.json(manifest)
        let digest = OpenSSLDigest().digest(octets).hex
        try DurableFile.write(octets, to: "\(folder)/\(Self.manifestName)")
        try DurableFile.write(Array("\(digest)  \(Self.manifestName)\n".utf8), to: "\(folder)/\(Self.seal)")
        return Report(
            folder: folder, files: files.count + 2, octets: files.reduce(0) { $0 + $1.size },
            mails: mails.count { $0.file != nil }, mailsPurged: mails.count { $0.file == nil },
            manifest: digest)
    }

    /// One received mail, with its octets in a file if there are any.
    private func mail(
        _ record: MessageRecord, _ index: Int, _ spool: SpoolDirectory,
        _ add: (String, [UInt8]) throws -> Void
    ) throws -> BundleContent.Mail {
        do {
            let octets = try spool.read(record.digest)
            let order = String(index + 1)
            let place = String(repeating: "0", count: max(0, 3 - order.count)) + order
            let name = "mail-\(place)-\(record.digest.hex.prefix(12)).eml"
            try add(name, octets)
            let verdict = live.settings.senderVerifier.verdict(of: LiveDesk.codec.read(octets))
            return BundleContent.Mail(record, file: name, senderToday: verdict.description)
        } catch let error as SpoolError where error.code == .missing {
            return BundleContent.Mail(record, file: nil, senderToday: nil)
        } catch let error as EvidenceError where error.code == .erased {
            return BundleContent.Mail(record, file: nil, senderToday: nil)
        }
    }
}
