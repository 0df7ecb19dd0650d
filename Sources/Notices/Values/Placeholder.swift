internal import Mustache

/// The character that stands for a value while the template is parsed.
struct Placeholder: MustacheCustomRenderable, MustacheParent {
    /// The value's place in its ``ValueTable``.
    let place: Int
    /// Whether the value is empty: sections around it are then left out.
    let isNull: Bool

    /// One private-use character.
    var renderText: String { Self.text(place) }

    /// A value has no parts.
    func child(named name: String) -> Any? { nil }

    /// The character of `place`.
    static func text(_ place: Int) -> String {
        Unicode.Scalar(ValueTable.firstScalar + UInt32(place)).map { String(Character($0)) } ?? ""
    }
}
