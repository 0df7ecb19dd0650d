/// Which host names in Received fields are ours.
struct OwnHosts: Sendable {
    /// The suffix that hosts of our provider share; empty if there is none.
    private let suffix: [UInt8]
    /// Hosts that the operator, or ``providers``, vouches for.
    private let vouched: [[UInt8]]

    /// Providers that rename or remove forged fields and write results below their own Received field.
    private static let providers = ["mx.google.com"]

    /// The hosts of the provider that writes `authservID` (comparable form), and those `listed`.
    init(authservID: [UInt8], listed: [String]) {
        suffix = Self.organisationalSuffix(of: authservID)
        let known = Self.providers.filter { $0.utf8.elementsEqual(authservID) }
        vouched = (listed + known).map { OctetScanner.comparableHost($0.utf8) }.filter { !$0.isEmpty }
    }

    /// Whether `host` belongs to our provider or is vouched for.
    func areOurs(_ host: [UInt8]) -> Bool {
        Self.isWithin(host, suffix) || vouch(for: host) || NetworkAddress(host)?.isInternal == true
    }

    /// Whether what stands below this host's Received field was still written by us.
    func vouch(for host: [UInt8]) -> Bool { vouched.contains { Self.isWithin(host, $0) } }

    /// Whether `host` equals `suffix` or is a name below it.
    private static func isWithin(_ host: [UInt8], _ suffix: [UInt8]) -> Bool {
        guard !suffix.isEmpty, host.count >= suffix.count, host.suffix(suffix.count).elementsEqual(suffix)
        else { return false }
        return host.count == suffix.count || host[host.count - suffix.count - 1] == UInt8(ascii: ".")
    }

    /// `mx.example.go.id` gives `example.go.id`; what would leave a registry's own name stays whole.
    static func organisationalSuffix(of host: [UInt8]) -> [UInt8] {
        let labels = host.split(separator: UInt8(ascii: "."))
        guard labels.count >= 3 else { return host }
        let rest = labels.dropFirst()
        if rest.count == 2, let second = rest.first, let top = rest.last, top.count == 2,
            second.count <= 4 || second.elementsEqual("ponpes".utf8)
        {
            return host
        }
        return Array(rest.joined(separator: [UInt8(ascii: ".")]))
    }
}
