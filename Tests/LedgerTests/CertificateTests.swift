import Domain
import GRDB
import Testing

@testable import Ledger

struct CertificateTests {
    @Test func `a certificate comes back as it was stored and as it was changed`() throws {
        let fixture = try LedgerFixture()
        let full = try #require(CertificateSerial(octets: [0x7F] + (1...19)))
        var record = try certificate(full, nip: "199001012015031001", status: .prepared, der: [])
        let imported = try certificate(
            try serial(5), request: nil, nik: nil, toBeSigned: [], der: [UInt8](repeating: 7, count: 9000))
        try fixture.ledger.write { transaction in
            try transaction.insert(record)
            try transaction.insert(imported)
        }
        #expect(try fixture.ledger.read { try $0.certificate(full) } == record)
        #expect(try fixture.ledger.read { try $0.certificate(try serial(5)) } == imported)
        #expect(try fixture.ledger.read { try $0.certificate(try serial(6)) } == nil)
        record.status = .revoked
        record.der = [0x30, 9, 9]
        record.address = try address("Budi.Baru@Example.ID")
        record.replacedBy = imported.serial
        record.revokedAt = moment(77)
        record.revocation = .superseded
        try fixture.ledger.write { try $0.update(record) }
        let changed = try fixture.ledger.read { try $0.certificate(full) }
        #expect(changed == record)
        #expect(changed?.address.addrSpec == "Budi.Baru@example.id")
        try fixture.ledger.checkIntegrity()
    }

    @Test func `what was to be signed stays as it was written first`() throws {
        let fixture = try LedgerFixture()
        let record = try certificate(try serial(1), status: .prepared, toBeSigned: [1, 2, 3], der: [])
        let forged = try certificate(try serial(1), status: .valid, toBeSigned: [9], der: [0x30])
        try fixture.ledger.write { transaction in
            try transaction.insert(record)
            try transaction.update(forged)
        }
        let stored = try fixture.ledger.read { try $0.certificate(try serial(1)) }
        #expect(stored?.toBeSigned == [1, 2, 3])
        #expect(stored?.status == .valid)
        #expect(stored?.der == [0x30])
        let error = #expect(throws: DatabaseError.self) {
            try fixture.raw("UPDATE certificateContent SET toBeSigned = x'00'")
        }
        #expect(error?.message == "what was to be signed never changes")
    }

    @Test func `a record that was read without octets takes none away`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            try transaction.insert(try certificate(try serial(1), status: .revoked))
            var bare = try #require(try transaction.revokedCertificates(since: moment()).first)
            #expect(bare.toBeSigned.isEmpty && bare.der.isEmpty)
            bare.revocation = .unspecified
            try transaction.update(bare)
            #expect(try transaction.revokedCertificates(since: moment()).first?.revocation == .unspecified)
        }
        let stored = try fixture.ledger.read { try $0.certificate(try serial(1)) }
        #expect(stored?.toBeSigned == [0x30, 1])
        #expect(stored?.der == [0x30, 2])
        try fixture.ledger.checkIntegrity()
    }

    @Test func `a serial number is given once, and only known ones are changed`() throws {
        let fixture = try LedgerFixture()
        let record = try certificate(try serial(1))
        try fixture.ledger.write { try $0.insert(record) }
        #expect(code { try fixture.ledger.write { try $0.insert(record) } } == .duplicate)
        let padded = try #require(CertificateSerial(octets: [0, 0, 1]))
        #expect(code { try fixture.ledger.write { try $0.insert(try certificate(padded)) } } == .duplicate)
        let other = try certificate(try serial(1, 0))
        #expect(code { try fixture.ledger.write { try $0.update(other) } } == .unknownRecord)
        try fixture.ledger.write { try $0.insert(other) }
        try fixture.ledger.checkIntegrity()
    }

    @Test func `revoked means: ours, revoked, not yet over; by the value of the serial number`() throws {
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            for (index, status) in [CertificateStatus.revoked, .valid, .prepared, .abandoned].enumerated() {
                for (offset, isOurs) in [(-1, true), (0, true), (1, true), (86_400, true), (86_400, false)] {
                    // Short numbers and long ones, whose octets sort otherwise than their values.
                    let low = UInt8(index * 10 + (isOurs ? 0 : 1))
                    let octets: [UInt8] = offset == 86_400 ? [9, low] : [UInt8(offset + 2), 9, low, low]
                    let number = try #require(CertificateSerial(octets: octets))
                    try transaction.insert(
                        try certificate(
                            number, notAfter: moment(Int64(offset)), status: status,
                            toBeSigned: isOurs ? [1] : []))
                }
            }
            try transaction.insert(try certificate(try serial(200), status: .revoked))
        }
        let revoked = try fixture.ledger.read { try $0.revokedCertificates(since: moment()) }
        #expect(revoked.map(\.serial.description) == ["C8", "0900", "03090000"])
        #expect(revoked.allSatisfy { $0.revokedAt == moment(9) && $0.revocation == .keyCompromise })
        #expect(try fixture.ledger.read { try $0.revokedCertificates(since: moment(86_400)) }.isEmpty)
    }

    @Test func `every filter finds what a plain search finds, in the same order`() throws {
        let fixture = try LedgerFixture()
        let all = try (1...90).map { index in
            try certificate(
                try serial(UInt8(200 - index), UInt8(index)), request: index % 3 == 0 ? nil : index % 4 + 1,
                address: ["a@x.id", "B@x.id"][index % 2], nik: [nil, "31", "310", "031"][index % 4],
                nip: [nil, "nip", "NIP"][index % 3], notAfter: moment(Int64(index / 7)),
                status: CertificateStatus.allCases[index / 2 % 4],
                replacedBy: index % 5 < 2 ? try serial(1) : nil)
        }
        try fixture.ledger.write { transaction in for record in all { try transaction.insert(record) } }
        for mask in 0..<256 {
            for limit in [2, 1000] {
                let filter = try filter(mask, limit: limit)
                let found = try fixture.ledger.read { try $0.certificates(filter) }
                #expect(found == search(all, filter), "mask \(mask), limit \(limit)")
            }
        }
        var none = CertificateFilter()
        none.limit = 0
        #expect(try fixture.ledger.read { try $0.certificates(none) }.isEmpty)
    }

    private func filter(_ mask: Int, limit: Int) throws -> CertificateFilter {
        var filter = CertificateFilter()
        if mask & 1 != 0 { filter.status = .valid }
        if mask & 2 != 0 { filter.address = try address("b@X.id") }
        if mask & 4 != 0 { filter.nik = "31" }
        if mask & 8 != 0 { filter.nip = "nip" }
        if mask & 16 != 0 { filter.request = try number(2) }
        if mask & 32 != 0 { filter.expiringFrom = moment(3) }
        if mask & 64 != 0 { filter.expiringBefore = moment(11) }
        if mask & 128 != 0 { filter.isUnreplaced = true }
        filter.limit = limit
        return filter
    }

    private func search(_ all: [CertificateRecord], _ filter: CertificateFilter) -> [CertificateRecord] {
        let sorted = all.filter { fits($0, filter) }.sorted { left, right in
            (left.notAfter, left.serial) < (right.notAfter, right.serial)
        }
        return Array(sorted.prefix(filter.limit))
    }

    private func fits(_ record: CertificateRecord, _ filter: CertificateFilter) -> Bool {
        if let status = filter.status, status != record.status { return false }
        if let address = filter.address, address != record.address { return false }
        if let nik = filter.nik, nik != record.nik { return false }
        if let nip = filter.nip, nip != record.nip { return false }
        if let request = filter.request, request != record.request { return false }
        if let first = filter.expiringFrom, record.notAfter < first { return false }
        if let end = filter.expiringBefore, record.notAfter >= end { return false }
        return !filter.isUnreplaced || record.replacedBy == nil
    }

    @Test func `NIK and NIP are compared octet by octet`() throws {
        let fixture = try LedgerFixture()
        let niks = [
            "3404010101900001", "03404010101900001", "3404010101900001 ", "340401010190000", "34A", "34a",
        ]
        try fixture.ledger.write { transaction in
            for (index, nik) in niks.enumerated() {
                try transaction.insert(try certificate(try serial(UInt8(index + 1)), nik: nik, nip: nik))
            }
        }
        for (index, nik) in niks.enumerated() {
            var byNIK = CertificateFilter()
            byNIK.nik = nik
            var byNIP = CertificateFilter()
            byNIP.nip = nik
            let expected = [try serial(UInt8(index + 1))]
            #expect(try fixture.ledger.read { try $0.certificates(byNIK) }.map(\.serial) == expected)
            #expect(try fixture.ledger.read { try $0.certificates(byNIP) }.map(\.serial) == expected)
        }
    }

    @Test(arguments: [
        "revocation = 'mood'", "replacedBy = zeroblob(20)", "address = 'nobody'", "request = 7",
    ])
    func `a stored value without meaning is an error, not a trap`(damage: String) throws {
        let fixture = try LedgerFixture()
        let record = try certificate(try serial(1), status: .revoked, replacedBy: try serial(2))
        try fixture.ledger.write { try $0.insert(record) }
        try fixture.raw("UPDATE certificate SET \(damage)")
        let result = code { _ = try fixture.ledger.read { try $0.certificates(CertificateFilter()) } }
        #expect(result == .damagedRecord)
    }

    @Test func `a certificate of a transaction that is undone was never there`() throws {
        struct Undo: Error {}
        let fixture = try LedgerFixture()
        try fixture.ledger.write { transaction in
            #expect(throws: Undo.self) {
                try transaction.savepoint {
                    try transaction.insert(try certificate(try serial(1)))
                    throw Undo()
                }
            }
            #expect(try transaction.certificate(try serial(1)) == nil)
            try transaction.insert(try certificate(try serial(1), der: [5]))
        }
        #expect(try fixture.ledger.read { try $0.certificate(try serial(1)) }?.der == [5])
        try fixture.ledger.checkIntegrity()
    }
}
