extension Site {
  /// Something that happened and may explain what pictures along days show.
  package struct Annotation: Equatable, Sendable {
    /// The first local day of it, and the last one.
    package let on: Day
    package let until: Day
    package let note: String

    package init(on: Day, until: Day? = nil, note: String) {
      self.on = on
      self.until = until ?? on
      self.note = note
    }
  }
}
