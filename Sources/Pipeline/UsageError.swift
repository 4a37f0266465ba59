/// Something was asked that cannot be; nothing was done.
package struct UsageError: Error, CustomStringConvertible {
  package let description: String

  /// - Parameter mistake: what is wrong and what to do instead, one line a mistake.
  package init(_ mistake: String) { description = mistake }
}
