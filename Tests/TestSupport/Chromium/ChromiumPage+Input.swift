import Foundation

extension ChromiumPage {
    /// Clicks into the element and types, key by key.
    public func type(_ text: String, into selector: String) throws {
        try click(selector)
        try type(text)
    }

    /// Types, key by key, wherever the focus is.
    public func type(_ text: String) throws {
        for character in text {
            let key = String(character)
            try call("Input.dispatchKeyEvent", ["type": "keyDown", "key": key, "text": key])
            try call("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
        }
    }

    /// Presses a key that writes nothing, such as `Tab`, or `Enter` and `Space`, which press buttons.
    public func press(_ key: String, shift: Bool = false) throws {
        let codes = ["Tab": 9, "Enter": 13, "Space": 32, "Escape": 27]
        var event: [String: Any] = [
            "key": key == "Space" ? " " : key, "code": key, "windowsVirtualKeyCode": codes[key] ?? 0,
            "modifiers": shift ? 8 : 0,
        ]
        let text = ["Enter": "\r", "Space": " "][key]
        event["type"] = text == nil ? "rawKeyDown" : "keyDown"
        event["text"] = text
        try call("Input.dispatchKeyEvent", event)
        event["type"] = "keyUp"
        event["text"] = nil
        try call("Input.dispatchKeyEvent", event)
    }

    /// Clicks in the middle of the element, which must be visible and not covered.
    public func click(_ selector: String) throws {
        let place = try evaluate(
            """
            (() => {
              const found = document.querySelector(\(Self.quoted(selector)));
              if (!found) return 'missing';
              found.scrollIntoView({ block: 'center' });
              const box = found.getBoundingClientRect();
              const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
              if (box.width < 1 || box.height < 1) return 'invisible';
              const top = document.elementFromPoint(x, y);
              return found.contains(top) ? `${x} ${y}` : 'covered';
            })()
            """)
        let parts = place.split(separator: " ").compactMap { Double($0) }
        guard parts.count == 2 else { throw ChromiumFailure("click on \(selector): \(place)") }
        var event: [String: Any] = ["x": parts[0], "y": parts[1], "button": "left", "clickCount": 1]
        for type in ["mouseMoved", "mousePressed", "mouseReleased"] {
            event["type"] = type
            try call("Input.dispatchMouseEvent", event)
        }
    }

    /// A JavaScript string literal for `text`.
    public static func quoted(_ text: String) -> String {
        let octets = try? JSONSerialization.data(withJSONObject: text, options: [.fragmentsAllowed])
        return octets.map { String(decoding: $0, as: UTF8.self) } ?? "''"
    }
}
