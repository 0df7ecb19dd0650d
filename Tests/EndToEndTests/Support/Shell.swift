import Foundation

/// Programs of the system that tests need.
enum Shell {
    /// A program failed.
    struct Failure: Error, CustomStringConvertible {
        let execution: Execution
        var description: String { execution.description }
    }

    /// Runs a program and returns its output; throws unless it ends with 0.
    @discardableResult
    static func run(_ arguments: [String], environment: [String: String]? = nil) throws -> String {
        let execution = try ChildProcess(
            arguments, environment: environment ?? ProcessInfo.processInfo.environment
        ).wait()
        guard execution.code == 0 else { throw Failure(execution: execution) }
        return execution.output
    }

    /// Runs a Python script with arguments.
    @discardableResult
    static func python(_ script: String, _ arguments: String...) throws -> String {
        try run(["python3", "-c", script] + arguments)
    }
}
