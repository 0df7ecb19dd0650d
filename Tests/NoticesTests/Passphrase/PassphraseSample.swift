import Domain
import Foundation

@testable import Notices

/// The shipped page and plausible settings.
enum PassphraseSample {
    static let file = "passphrase.html"
    static let template = Templates.files[file] ?? ""

    static let number = "SE-2026-000123-7"
    static let code = "abcdefghijklmnopqrstuvwxyz234567"
    static let nonce = "nOnce-nOnce_nOnce-nOnce_32345678"
    /// The generator of P-256: a point on the curve whose private key everybody knows.
    static let key = SealingKey(
        id: "LRjbx1l2-3S8UWEm3Eh5lZr3kvVT2lzUDLUfnFPDp5E", x: "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
        y: "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU")

    static let page = Result { try PassphrasePage(template: template, file: file) }

    static func desk(_ key: SealingKey = key, name: String = "Meja Layanan Sertifikat") throws
        -> PassphraseDesk
    {
        guard let address = EmailAddress("layanan@contoh.example") else { throw Wrong() }
        return PassphraseDesk(name: name, address: address, key: key, zone: .wib)
    }

    static func settings(
        key: SealingKey = key, holder: String = "Budi Santoso", address: String = "budi.s@dinas.example",
        nonce: String = nonce, deskName: String = "Meja Layanan Sertifikat", reply: String? = nil,
        subject: String? = nil, expiresIn seconds: Int64 = 3600, locale: Domain.Locale = .indonesian
    ) throws -> PassphrasePageSettings {
        let desk = try desk(key, name: deskName)
        // The browser's clock cannot be set, so the deadline follows it.
        let now = Int64(Date.now.timeIntervalSince1970)
        guard let number = RequestNumber(number), let code = OneTimeCode(code),
            let holderAddress = EmailAddress(address),
            let replyAddress = reply.map({ EmailAddress($0) }) ?? desk.address.withSubaddress(code.text),
            let settings = PassphrasePageSettings(
                desk: desk, number: number, code: code, nonce: nonce, replyAddress: replyAddress,
                subject: subject, expiresAt: Timestamp(seconds: now + seconds), holderName: holder,
                holderAddress: holderAddress, locale: locale)
        else { throw Wrong() }
        return settings
    }

    struct Wrong: Error {}
}
