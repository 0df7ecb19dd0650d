// SUMMARY  S/MIME signatures (RFC 8551): one strict way to find the signed octets, one to verify them, and only what
//          verified comes out. MIME is scanned here a second time on purpose: this scanner knows two shapes and refuses
//          everything that another reader could see differently.
// TRUST    Believes OpenSSL's CMS_verify and the anchors it was given. Believes nothing in the message: no certificate,
//          no revocation list, no algorithm, no digest name, no boundary, no field outside the signed part.

public import Domain

/// Verifies S/MIME signatures against the desk's own anchors, offline.
public struct OpenSSLSignedMailVerifier: SignedMailVerification {
    /// Octets of a message at most.
    public static let maximumLength = 25 << 20

    private let anchors: TrustAnchors

    /// Reads anchors (PEM, certificates only) and, if there are any, revocation lists (PEM or DER) from files that
    /// others cannot write. As soon as one list is given, a signer without a list that is valid at the moment in
    /// question is refused. Throws ``KeyFileError``.
    public init(anchorFiles: [String], revocationListFiles: [String] = []) throws {
        anchors = try TrustAnchors(certificateFiles: anchorFiles, listFiles: revocationListFiles)
    }

    /// The same with DER at hand, such as the root of the desk's own authority. Throws ``OpenSSLError``.
    public init(anchors ders: [[UInt8]], revocationLists: [[UInt8]] = []) throws {
        anchors = try TrustAnchors(certificates: ders, lists: revocationLists)
    }

    /// What the signature over the whole message proves at `moment`.
    public func verify(_ octets: [UInt8], at moment: Timestamp) -> SignedMailFinding {
        defer { OpenSSLError.clear() }
        OpenSSLError.clear()
        do throws(SignedMailRefusal) {
            guard let wrapping = try SignedWrapping(of: octets, limit: Self.maximumLength) else {
                return .notSigned
            }
            let signed = try SignedDataVerification.verify(wrapping, under: anchors, at: moment)
            try SignedContent.check(signed.content)
            return .verified(signed)
        } catch {
            return .refused(error)
        }
    }

    /// The signed entity of a message that verified when it came.
    public func content(ofVerified octets: [UInt8]) -> [UInt8]? {
        defer { OpenSSLError.clear() }
        do throws(SignedMailRefusal) {
            guard let wrapping = try SignedWrapping(of: octets, limit: Self.maximumLength) else { return nil }
            let content = try SignedDataVerification.content(of: wrapping)
            try SignedContent.check(content)
            return content
        } catch {
            return nil
        }
    }
}
