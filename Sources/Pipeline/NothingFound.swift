/// What somebody named is not there, or may be one of several; the command itself was right.
package struct NothingFound: Error, CustomStringConvertible {
  package let description: String

  /// - Parameter sentence: what is not there, and where to look for it.
  package init(_ sentence: String) { description = sentence }
}
