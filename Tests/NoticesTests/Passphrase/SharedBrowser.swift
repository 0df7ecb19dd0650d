import TestSupport
import Testing

/// One browser for all tests of a suite, which must be `.serialized`; it ends with the suite.
struct SharedBrowser: SuiteTrait, TestScoping {
    @TaskLocal static var current: ChromiumBrowser?

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Self.$current.withValue(try ChromiumBrowser(), operation: function)
    }
}

extension Trait where Self == SharedBrowser {
    static var sharedBrowser: Self { Self() }
}
