/// A `timestamptz` as microseconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Sendable {
  package let unixMicroseconds: Int64

  package init(unixMicroseconds: Int64) {
    self.unixMicroseconds = unixMicroseconds
  }

  /// PostgreSQL counts from 2000-01-01.
  static let epoch: Int64 = 946_684_800_000_000
}

/// A `date` as days since 1970-01-01.
package struct CalendarDay: Hashable, Sendable {
  package let unixDays: Int32

  package init(unixDays: Int32) {
    self.unixDays = unixDays
  }

  /// PostgreSQL counts from 2000-01-01.
  static let epoch: Int32 = 10_957
}

extension Timestamp: ColumnDecodable {
  /// Refuses the infinities, which are no instants.
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard type == .timestamptz || type == .timestamp, let value = cell?.bigEndian(Int64.self)
    else { return nil }
    let (sum, overflow) = value.addingReportingOverflow(Self.epoch)
    guard !overflow, value != .min else { return nil }
    self.init(unixMicroseconds: sum)
  }
}

extension CalendarDay: ColumnDecodable {
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard type == .date, let value = cell?.bigEndian(Int32.self) else { return nil }
    let (sum, overflow) = value.addingReportingOverflow(Self.epoch)
    guard !overflow, value != .min else { return nil }
    self.init(unixDays: sum)
  }
}
