package import Clickstream
package import PostgreSQL

extension Row {
  /// The time in a column.
  package func instant(_ column: String) throws -> Instant {
    Instant(microseconds: try get(column, as: Timestamp.self).unixMicroseconds)
  }

  /// The time in a column that may hold none.
  package func optionalInstant(_ column: String) throws -> Instant? {
    try get(column, as: Timestamp?.self).map { Instant(microseconds: $0.unixMicroseconds) }
  }

  /// The time in a column.
  func instant(at index: Int) throws -> Instant {
    Instant(microseconds: try get(at: index, as: Timestamp.self).unixMicroseconds)
  }

  /// The time in a column that may hold none.
  func optionalInstant(at index: Int) throws -> Instant? {
    try get(at: index, as: Timestamp?.self).map { Instant(microseconds: $0.unixMicroseconds) }
  }
}
