public import Domain

/// What keeps the desk's certification authority from working, and what to do about it. Equality looks at the
/// code only; nothing here holds a name, an address or a secret.
public struct AuthorityError: ClassifiedError, Equatable {
    /// The kinds of trouble.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The passphrase does not open the key file.
        case wrongPassphrase
        /// The private key is not that of the certificate.
        case keyMismatch
        /// The issuing certificate does not lead to the root.
        case brokenChain
        /// The issuing certificate is not valid yet, or no longer.
        case notValidNow
        /// The name for the authority cannot be used.
        case unusableName
        /// A part of the profile cannot be used.
        case unusableProfile
        /// The public key to certify is of a kind or size that is not accepted.
        case unusableKey
        /// Times are out of order or outside the authority's own.
        case unusableTimes
        /// What was about to be handed out differs from what was decided, or does not verify.
        case changedContent
        /// A PKCS#12 was asked for before the certificate was signed.
        case notSigned
        /// A PKCS#12 was asked for although the private key is not ours.
        case foreignKey
    }

    /// What went wrong.
    public let code: Code
    /// A technical remark, such as a date or a file name.
    public let detail: String

    init(_ code: Code, detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// Equal codes.
    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

    /// A person has to act.
    public var failureClass: FailureClass { .permanent }

    /// `problem (detail); remedy`.
    public var description: String {
        let (problem, remedy) = words
        return "\(problem)\(detail.isEmpty ? "" : " (\(detail))"); \(remedy)"
    }

    private var words: (problem: String, remedy: String) {
        switch code {
        case .wrongPassphrase:
            ("the passphrase does not open the authority's key", "correct the passphrase file")
        case .keyMismatch:
            ("the authority's key is not that of its certificate", "restore both from the same backup")
        case .brokenChain:
            ("the issuing certificate does not lead to the root", "restore both from the same backup")
        case .notValidNow:
            ("the issuing certificate is not valid now", "check the clock, or make a new authority")
        case .unusableName:
            ("the authority cannot have this name", "give it 1 to 53 characters, none of them invisible")
        case .unusableProfile: ("the certificate profile cannot be used", "correct it in the configuration")
        case .unusableKey:
            (
                "this public key is not certified",
                "let the holder get a new key: P-256, or RSA of 2048 bits up"
            )
        case .unusableTimes: ("these times cannot be used", "choose times within the authority's own")
        case .changedContent:
            ("what was signed is not what was decided", "hand nothing out, and report this as a fault")
        case .notSigned: ("there is no certificate yet", "report this as a fault")
        case .foreignKey: ("the private key is the holder's own", "send the certificate alone")
        }
    }
}
