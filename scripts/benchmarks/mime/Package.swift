// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "decode-folder",
    dependencies: [.package(name: "sertipos", path: "../../..")],
    targets: [
        .executableTarget(name: "decode-folder", dependencies: [.product(name: "MIME", package: "sertipos")])
    ],
    swiftLanguageModes: [.v6]
)
