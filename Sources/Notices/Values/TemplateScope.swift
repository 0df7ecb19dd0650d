internal import Mustache

/// Names and what stands behind them, looked up without reflection.
final class TemplateScope: MustacheParent {
    private let children: [String: Any]

    init(_ children: [String: Any]) { self.children = children }

    /// What Mustache finds under `name`.
    func child(named name: String) -> Any? { children[name] }
}
