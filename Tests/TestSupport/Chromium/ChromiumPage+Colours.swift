extension ChromiumPage {
    /// JavaScript functions for scripts that measure contrast (WCAG 2.2, 1.4.3): `parse` a computed colour, `ratio`
    /// of two, `over` for one that lets another through, and the `background` an element really has.
    public static let colours = """
        const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
        const linear = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        const ratio = (a, b) => {
          const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
          return (high + 0.05) / (low + 0.05);
        };
        const over = (top, under) => {
          const alpha = top[3] ?? 1;
          return [0, 1, 2].map((i) => top[i] * alpha + under[i] * (1 - alpha));
        };
        const background = (element) => {
          if (!element) return [255, 255, 255];
          const own = parse(getComputedStyle(element).backgroundColor);
          return (own[3] ?? 1) === 1 ? own : over(own, background(element.parentElement));
        };
        """
}
