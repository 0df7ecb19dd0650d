public import Domain

extension NoticeName {
    /// A full set of made-up values in the words of `locale`, for previews, checks and golden files.
    public func sampleValues(_ locale: Locale) -> [String: NoticeValue] {
        let sample = NoticeSample(locale: locale)
        var values: [String: NoticeValue] = [:]
        for variable in variables {
            values[variable.name] = sample.value(of: variable, in: self)
        }
        return values
    }
}
