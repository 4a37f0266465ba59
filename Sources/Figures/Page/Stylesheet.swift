/// The style sheet of all pages and pictures, in the order in which a page is read.
package enum Stylesheet {
  /// The whole text of the file.
  package static let css = palette + layout + pictures + tables + narrow + print
}
