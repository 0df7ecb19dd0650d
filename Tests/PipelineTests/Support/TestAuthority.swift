import Domain
import Foundation
import PKI
import TestSupport

/// A certification authority with the keys passphrases are sealed to. Making and opening one costs half a
/// second, so that all tests share two: the desk's own, and an outside body's. Nothing of them lies on disk.
struct TestAuthority: Sendable {
    let authority: EmbeddedAuthority
    let sealing: EmbeddedSealing

    /// The desk's own.
    static let own = Result { try TestAuthority(name: "PSrE Contoh") }
    /// That of an outside certification body: the desk has nothing of it but the public key for passphrases.
    static let outside = Result { try TestAuthority(name: "PSrE Luar") }

    private init(name: String) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "authority-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        // Old enough that tests may know certificates of former years.
        let (now, made) = (FixedClock().now(), FixedClock().now() + -3 * 365 * 86_400)
        let path = folder.appending(path: "keys").path
        let passphrase = SecretOctets(Array("authority of the test".utf8))
        try EmbeddedAuthority.create(folder: path, passphrase: passphrase, name: name, now: made)
        sealing = EmbeddedSealing(
            keys: try SealingKeyFolder(path: folder.appending(path: "sealing").path)
                .rotate(now: made, rotateAfter: 86_400 * 3650, overlap: 86_400 * 3650).keys)
        authority = try EmbeddedAuthority.open(
            folder: path, passphrase: passphrase, sealing: sealing, now: now)
    }
}

/// What shall go wrong in the desk's own authority, and what it was asked for.
final class AuthorityFaults: @unchecked Sendable {
    var atOpening: (any Error)?
    var atBeginning: (any Error)?
    /// Names of people for whom no certificate can be begun.
    var unable: Set<String> = []
    var atSigning: (any Error)?
    var atListing: (any Error)?
    /// What happens just before a list is signed.
    var beforeListing: (([RevokedCertificate]) throws -> Void)?
    /// How often it was opened.
    var openings = 0
    /// Names in the certificates that were begun, in order.
    var begun: [String] = []
    /// Numbers of the lists that were signed.
    var lists: [Int64] = []
}

/// An authority that fails on demand, and otherwise does the real one's work.
struct WatchedAuthority: CertificateAuthority {
    let authority: any CertificateAuthority
    let faults: AuthorityFaults
    /// Checks a seal instead of locking a key with it, which costs half a second; `nil` locks it.
    let hasty: EmbeddedSealing?

    var chain: [[UInt8]] { authority.chain }

    func begin(_ order: CertificateOrder) throws -> any CertificateIssue {
        if let fault = faults.atBeginning { throw fault }
        if faults.unable.contains(order.commonName) { throw Fault(failureClass: .permanent) }
        faults.begun.append(order.commonName)
        return WatchedIssue(try authority.begin(order), faults, hasty)
    }

    func revocationList(
        _ entries: [RevokedCertificate], number: Int64, thisUpdate: Timestamp, nextUpdate: Timestamp
    ) throws -> [UInt8] {
        if let fault = faults.atListing { throw fault }
        try faults.beforeListing?(entries)
        faults.lists.append(number)
        return try authority.revocationList(
            entries, number: number, thisUpdate: thisUpdate, nextUpdate: nextUpdate)
    }
}

/// A certificate on its way, out of a ``WatchedAuthority``.
final class WatchedIssue: CertificateIssue {
    private let issue: any CertificateIssue
    private let faults: AuthorityFaults
    private let hasty: EmbeddedSealing?

    init(_ issue: any CertificateIssue, _ faults: AuthorityFaults, _ hasty: EmbeddedSealing?) {
        self.issue = issue
        self.faults = faults
        self.hasty = hasty
    }

    var serial: CertificateSerial { issue.serial }
    var toBeSigned: [UInt8] { issue.toBeSigned }

    func sign() throws -> [UInt8] {
        if let fault = faults.atSigning { throw fault }
        return try issue.sign()
    }

    func bundle(_ passphrase: SealedText, name: String) throws -> [UInt8] {
        guard let hasty else { return try issue.bundle(passphrase, name: name) }
        try hasty.check(passphrase)
        return Array("a protected key".utf8)
    }
}
