// SUMMARY
// Trust says who is speaking: whether the sender of a message is proven, whether the message was written by
// a machine, what a bounce reports, what a role must show before the desk acts, how much mail may leave.
//
// TRUST
// Believed: Authentication-Results fields (RFC 8601) that bear our provider's authserv-id and stand where only
// our own hosts could have written them.
// Not believed: From, Sender, Reply-To, display names, Message-IDs, dates, SPF alone, every foreign or second
// Authentication-Results field, ARC, and HELO names in Received fields. A bounce is data, never proof.

public import Domain

/// Decides whether the address in From is the one the message really comes from.
///
/// An Authentication-Results field counts only if its authserv-id is ours and it stands above the first
/// Received field that marks the border to the outside (``TraceField/isBorder(hosts:)``): whatever stands
/// below it, the sender may have written. Several mail servers write their results below their own Received
/// field; listing such a server in `trustedHosts` states that it removes forged fields (RFC 8601 section 5),
/// and makes its border line transparent.
public struct SenderVerifier: Sendable {
    /// Our provider's authserv-id in its comparable form; `nil` if nobody can be proven.
    private let authservID: [UInt8]?
    /// The hosts that count as ours.
    private let hosts: OwnHosts
    /// Whether results count for nothing at present, because forged ones are known to survive.
    public var isSuspended = false

    /// A verifier that trusts fields of `authservID`.
    ///
    /// - Parameters:
    ///   - authservID: the identifier our provider writes, such as `mx.example.go.id`; case and a trailing dot
    ///     do not matter. With `nil` nobody is ever proven.
    ///   - trustedHosts: names of hosts (their subdomains included) that receive mail for us, remove forged
    ///     fields and write their results below their own Received field. Gmail's are known.
    public init(authservID: String?, trustedHosts: [String] = []) {
        let comparable = authservID.map { OctetScanner.comparableHost(Array($0.utf8)) }
        self.authservID = comparable.flatMap { $0.isEmpty ? nil : $0 }
        hosts = OwnHosts(authservID: self.authservID ?? [], listed: trustedHosts)
    }

    /// Whether the address in From is proven, and by what.
    public func verdict(of message: ReceivedMessage) -> SenderVerdict {
        guard let authservID else { return .unproven(.notConfigured) }
        if isSuspended { return .unproven(.suspended) }
        if message.disqualifyingDefect != nil { return .unproven(.defective) }
        guard let originator = message.originator else { return .unproven(.noSingleOriginator) }
        switch trustedField(of: message.headerFields, authservID: authservID) {
        case .failure(let reason): return .unproven(reason)
        case .success(let results): return Self.verdict(results, fromDomain: originator.address.domain)
        }
    }

    /// The one field to believe, or why there is none.
    func trustedField(
        of fields: [HeaderField], authservID: [UInt8]
    ) -> Result<AuthenticationResults, SenderVerdict.Reason> {
        var found: [[UInt8]] = []
        var border: SenderVerdict.Reason?
        for field in fields {
            if field.bears("Received"), border == nil {
                let trace = TraceField(field.value)
                if trace.isBorder(hosts: hosts) {
                    border = hosts.areOurs(trace.by) ? .belowOwnBorder : .belowForeignReceived
                }
            } else if field.bears("Authentication-Results") {
                let octets = Array(field.value.utf8)
                guard AuthenticationResults.identifier(of: octets) == authservID else { continue }
                if let border {
                    if found.isEmpty { return .failure(border) }
                    break
                }
                found.append(octets)
            }
        }
        guard let only = found.first else { return .failure(.noResults) }
        guard found.count == 1 else { return .failure(.severalFields) }
        guard let results = AuthenticationResults(only) else { return .failure(.malformed) }
        return .success(results)
    }

    /// What the results say about `domain`: DMARC first, else DKIM in strict alignment; SPF never.
    static func verdict(_ field: AuthenticationResults, fromDomain domain: String) -> SenderVerdict {
        let results = field.results.filter { $0.methodVersion == 1 }
        let dmarc = results.filter { $0.method == "dmarc" }
        guard dmarc.count < 2 else { return .unproven(.contradictory) }
        if let dmarc = dmarc.first {
            switch dmarc.result {
            case "pass":
                guard dmarc.names("header", "from", domain: domain) else {
                    return .unproven(.otherDomain)
                }
                return .proven(by: .dmarc)
            case "none", "temperror", "permerror", "bestguesspass":
                break  // no usable policy was published: a signature of the very domain still speaks
            default:
                return .unproven(.dmarcFailed)
            }
        }
        let passed = results.filter { $0.method == "dkim" && $0.result == "pass" }
        if passed.isEmpty { return .unproven(.nothingPassed) }
        guard passed.contains(where: { $0.names("header", "d", domain: domain) }) else {
            return .unproven(.notAligned)
        }
        return .proven(by: .alignedDKIM)
    }
}
