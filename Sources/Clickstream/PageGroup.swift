/// Pages that are counted together, as the configuration declares them.
package struct PageGroup: Equatable, Sendable {
  /// What it is called on pages.
  package var name: String
  /// Paths; `*` stands for any run of characters, and `/a/*` holds `/a` too.
  package var pages: [String]

  package init(name: String = "", pages: [String] = []) {
    self.name = name
    self.pages = pages
  }
}
