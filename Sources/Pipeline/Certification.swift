public import Domain

/// Who makes certificates, and what the desk needs for its part in it.
public struct Certification: Sendable {
    /// Whose work a certificate is.
    public enum Maker: Sendable {
        /// The desk's own authority. Its key is opened only when a certificate or a list has to be signed.
        case embedded(open: @Sendable () throws -> any CertificateAuthority)
        /// An outside body: its certificate comes with the Registration Authority's mail.
        case mailed
    }

    /// Who makes them.
    public let maker: Maker
    /// To whom passphrases are sealed.
    public let sealing: any PassphraseSealing
    /// Reads certificates that come by mail.
    public let reader: any CertificateReading

    /// A way to certificates.
    public init(maker: Maker, sealing: any PassphraseSealing, reader: any CertificateReading) {
        self.maker = maker
        self.sealing = sealing
        self.reader = reader
    }

    /// Whether an outside body makes them.
    public var isMailed: Bool {
        switch maker {
        case .embedded: false
        case .mailed: true
        }
    }
}
