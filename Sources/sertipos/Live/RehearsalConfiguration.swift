internal import Domain
internal import Rehearsal

/// The configuration of a rehearsed desk as text.
struct RehearsalConfiguration {
    /// Where the mail goes through.
    enum Transport {
        /// Maildirs below the desk.
        case maildir
        /// Private servers on this machine.
        case servers(ServerList)
    }

    /// What the rehearsal's provider is called; also its authserv-id.
    static let host = "mx.desk.test"
    /// The folder of Maildirs below the desk.
    static let mailFolder = "mail"
    static let address = "layanan.se@desk.test"

    let transport: Transport

    /// The text of `cron/desk.yaml`.
    var yaml: String {
        """
        # A throwaway desk. `sertipos rehearse` wrote this file and removes it again.
        desk:
          name: Layanan Sertifikat Elektronik Dinas Komunikasi dan Informatika Kabupaten Contoh
          address: \(Self.address)
          locale: id
          timezone: Asia/Jakarta
          fee: "Rp 0 (tidak dipungut biaya)"
        people:
          registration-authority: \(Cast.indah.address)
          officer: \(Cast.bambang.address)
          administrator: \(Cast.administrator.address)
        \(mail)
        authority:
          kind: embedded
          name: PSrE Contoh
        service:
          # Two years pass in a minute here: the list need not be signed anew twice a week.
          revocation-list: 365d
        reports:
          # For the same reason nobody wants a hundred of them.
          weekly: never
          monthly: never

        """
    }

    /// The text of `cron/holidays.yaml`: none, so that every rehearsal takes the same time.
    static let holidays = "version: 1\nyears: {}\n"

    private var mail: String {
        switch transport {
        case .maildir:
            """
            mailbox:
              url: maildir:\(Self.mailFolder)/\(Self.address)
              authserv-id: \(Self.host)
            submission:
              url: maildir:\(Self.mailFolder)
            """
        case .servers(let servers):
            """
            mailbox:
              url: imaps://localhost:\(servers.imapsPort)/INBOX
              user: \(Self.address)
              password-file: \(servers.passwordFile)
              ca-file: \(servers.certificateAuthorityFile)
              authserv-id: \(Self.host)
            submission:
              url: smtps://localhost:\(servers.smtpsPort)
              ca-file: \(servers.certificateAuthorityFile)
              connections: 2
            """
        }
    }

    /// The text of `cron/verifiers.csv`.
    static var verifierList: String {
        "email,name,agency,locale\n"
            + Cast.verifiers.map { "\($0.address),\($0.name),\($0.agency),\($0.locale.rawValue)\n" }.joined()
    }
}
