import Domain
import TestSupport
import Testing

@testable import PKI

@Suite("Certificate verification")
struct CertificateVerificationTests {
    @Test("a certificate verifies under its own chain, in its time, unchanged; and otherwise not")
    func verdicts() throws {
        let mine = try Authorities.shared(.p256).authority
        let other = try Authorities.shared(.rsa3072).authority
        let leaf = try mine.begin(try Authorities.order()).sign()
        let now = Authorities.now
        #expect(CertificateVerification.verify(leaf: leaf, chain: mine.chain, at: now))
        #expect(CertificateVerification.verify(leaf: leaf, untrusted: [], trusted: [mine.chain[0]], at: now))
        #expect(!CertificateVerification.verify(leaf: leaf, chain: other.chain, at: now))
        #expect(!CertificateVerification.verify(leaf: leaf, chain: [], at: now))
        #expect(!CertificateVerification.verify(leaf: leaf, untrusted: mine.chain, trusted: [], at: now))
        #expect(!CertificateVerification.verify(leaf: leaf, untrusted: [], trusted: [mine.chain[1]], at: now))
        #expect(!CertificateVerification.verify(leaf: leaf, chain: mine.chain, at: now + 731 * 86_400))
        #expect(!CertificateVerification.verify(leaf: leaf, chain: mine.chain, at: now + -1))
        #expect(!CertificateVerification.verify(leaf: leaf, chain: mine.chain, at: Timestamp(seconds: .max)))
        var changed = leaf
        changed[leaf.count - 1] ^= 1
        #expect(!CertificateVerification.verify(leaf: changed, chain: mine.chain, at: now))
        #expect(!CertificateVerification.verify(leaf: leaf + [0], chain: mine.chain, at: now))
        #expect(!CertificateVerification.verify(leaf: [], chain: [[1]], at: now))
    }

    @Test("a holder's certificate cannot issue others")
    func holderIsNoAuthority() throws {
        let authority = try Authorities.shared(.p256).authority
        let holder = try authority.begin(try Authorities.order()).sign()
        #expect(
            !CertificateVerification.verify(leaf: authority.chain[0], chain: [holder], at: Authorities.now))
    }
}
