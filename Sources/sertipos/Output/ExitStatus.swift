internal import ArgumentParser
internal import Domain
internal import Glibc
internal import Logging
internal import MailTransport
internal import Notices
internal import Pipeline

/// Exit codes of sysexits.h, so that cron's own mail is the alarm.
enum ExitStatus: Int32 {
    /// The input is not what it should be.
    case dataError = 65
    /// A service this one needs is not there and will not come by itself.
    case unavailable = 69
    /// A mistake in this program.
    case software = 70
    /// A passing fault: the next run may succeed.
    case tryLater = 75
    /// The configuration needs a person.
    case configuration = 78

    /// The code for an error.
    init(_ error: any Error) {
        if let transport = error as? TransportError {
            self =
                switch transport.failureClass {
                case .transient: .tryLater
                case .permanent: Self.isConfiguration(transport.code) ? .configuration : .unavailable
                }
            return
        }
        switch error {
        case is DocumentError, is ConfigurationError, is DeskFolderError, is WordingError,
            is UnusableTemplates, is TemplatesRefused, is NoticeError,
            is InstallationError:
            self = .configuration
        case let classified as any ClassifiedError:
            self = classified.failureClass == .transient ? .tryLater : .dataError
        default: self = .software
        }
    }

    private static func isConfiguration(_ code: TransportError.Code) -> Bool {
        switch code {
        case .invalidURL, .insecureTransport, .invalidCredentials, .secretUnreadable, .trustUnreadable,
            .credentialsRefused, .authorizationExpired, .mailboxMissing:
            true
        case .nameNotResolved, .unreachable, .timeout, .tlsFailed, .startTLSUnavailable, .serverUnavailable,
            .connectionLost, .protocolViolation, .refused, .epochChanged, .fileSystem, .notOpen:
            false
        }
    }

    /// Runs a command; an error becomes one message on standard error and the exit code that is true of it.
    static func reporting(to log: Logger = RunLog.make(json: false), _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let exit as ExitCode {
            throw exit
        } catch let error as ValidationError {
            throw error
        } catch {
            log.error("failed", metadata: ["error": "\(error)", "exit": "\(ExitStatus(error).rawValue)"])
            Console.complain("sertipos: \(error)")
            throw ExitCode(ExitStatus(error).rawValue)
        }
    }
}
