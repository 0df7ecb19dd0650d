// swift-tools-version: 6.2
//
// mail becomes a value, a pure reducer decides, one transaction remembers, an outbox speaks
//
//  sertipos (commands, configuration, live wiring)
//    ├──► Pipeline ──► Workflows ──► Forms ──► Domain
//    │       ├───────► Notices ──────────────► Domain
//    │       └───────► Trust ────────────────► Domain
//    ├──► MIME · MailTransport · PKI · Ledger · Spool ──► Domain   (adapters never import each other)
//    └──► Rehearsal ─► the public faces of the above
//
// `Tests/ArchitectureTests` reads every `import` line and fails on any other arrow.

import PackageDescription

// A warning is a mistake, but a newer compiler's new warning must not stop somebody who only installs.
let warnings: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

let strict: [SwiftSetting] =
    warnings + [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "sertipos",
    products: [
        .executable(name: "sertipos", targets: ["sertipos"]),
        // For scripts/bench, which times the reader alone.
        .library(name: "MIME", targets: ["MIME"]),
    ],
    dependencies: [
        // The command line, its help texts and shell completions.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // One log line format for every room.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // The best-kept Swift library for SQLite; its migrator and its statement cache.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Logic-less templates: staff can break a text, never the program.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // YAML with line numbers, so that a typing error is named file:line.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        // Verifier lists and batch annexes come out of spreadsheets.
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(
            name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),

        room("Domain", []),
        room("Forms", ["Domain"]),
        room("Workflows", ["Domain", "Forms"]),
        room("Notices", ["Domain", "CCmark", .product(name: "Mustache", package: "swift-mustache")]),
        room("Trust", ["Domain"]),
        room("MIME", ["Domain"]),
        room("MailTransport", ["Domain", "CCurl"]),
        room("PKI", ["Domain", "COpenSSL"]),
        room("Ledger", ["Domain", .product(name: "GRDB", package: "GRDB.swift")]),
        room("Spool", ["Domain"]),
        room("Pipeline", ["Domain", "Forms", "Workflows", "Notices", "Trust"]),
        room(
            "Rehearsal",
            [
                "Domain", "Forms", "Workflows", "Notices", "Trust", "Pipeline", "MIME",
                "MailTransport", "PKI", "Ledger", "Spool",
            ]),
        .executableTarget(
            name: "sertipos",
            dependencies: [
                "Domain", "Forms", "Workflows", "Notices", "Trust", "Pipeline", "MIME",
                "MailTransport", "PKI", "Ledger", "Spool", "Rehearsal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "SwiftCSV", package: "SwiftCSV"),
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Domain"], path: "Tests/TestSupport", swiftSettings: strict),
        tests("ArchitectureTests", []),
        tests("DomainTests", ["Domain"]),
        tests("FormsTests", ["Domain", "Forms", .product(name: "Yams", package: "Yams")]),
        tests("WorkflowsTests", ["Domain", "Workflows"], exclude: ["Histories"]),
        tests("NoticesTests", ["Domain", "Notices"], exclude: ["Golden"]),
        tests("TrustTests", ["Domain", "Trust"]),
        tests("MIMETests", ["Domain", "MIME"]),
        tests("MailTransportTests", ["Domain", "MailTransport"]),
        tests("PKITests", ["Domain", "PKI"]),
        tests("LedgerTests", ["Domain", "Ledger", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("SpoolTests", ["Domain", "Spool"]),
        tests(
            "PipelineTests",
            [
                "Domain", "Forms", "Workflows", "Notices", "Trust", "Pipeline", "MIME", "PKI", "Ledger",
                "Spool", "sertipos", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests("RehearsalTests", ["Domain", "Rehearsal", "Notices", "Pipeline", "MIME"]),
        tests("EndToEndTests", ["Domain"]),
        tests(
            "sertiposTests",
            [
                "Domain", "Forms", "Pipeline", "PKI", "sertipos", "Rehearsal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
