internal import Domain

/// Notes mistakes while reading goes on, so that a person sees all of them at once.
final class DocumentProblems {
    /// What must be mended before the desk works.
    private(set) var errors: [DocumentError] = []
    /// What works, but hardly as meant.
    private(set) var warnings: [DocumentError] = []

    /// Notes a mistake.
    func note(_ error: DocumentError) { errors.append(error) }
    /// Notes a doubt.
    func warn(_ warning: DocumentError) { warnings.append(warning) }

    /// The result of `read`, or `nil` after noting its error; `node` is where another kind of error is placed.
    func noting<Value>(at node: DocumentNode, _ read: (DocumentNode) throws -> Value) -> Value? {
        do { return try read(node) } catch {
            note(error as? DocumentError ?? node.error("cannot be read"))
            return nil
        }
    }
}
