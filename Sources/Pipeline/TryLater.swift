/// Nothing is wrong, but not now: the same command can succeed a little later.
package struct TryLater: Error, CustomStringConvertible {
  package let description: String

  package init(_ reason: String) { description = reason }
}
