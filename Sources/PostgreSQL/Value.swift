/// A value whose type is known only when the statement has run, as in a panel of a dashboard.
package enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case bytes([UInt8])
  case timestamp(Timestamp)
  case day(CalendarDay)
}

extension Value: ColumnDecodable {
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard cell != nil else {
      self = .null
      return
    }
    switch type {
    case .bool: self.init(Bool(cell: cell, type: type).map(Value.bool))
    case .int2, .int4, .int8, .oid: self.init(Int64(cell: cell, type: type).map(Value.integer))
    case .float4, .float8, .numeric: self.init(Double(cell: cell, type: type).map(Value.number))
    case .bytea: self.init([UInt8](cell: cell, type: type).map(Value.bytes))
    case .timestamptz, .timestamp:
      self.init(Timestamp(cell: cell, type: type).map(Value.timestamp))
    case .date: self.init(CalendarDay(cell: cell, type: type).map(Value.day))
    default: self.init(String(cell: cell, type: type).map(Value.text))
    }
  }

  private init?(_ value: Value?) {
    guard let value else { return nil }
    self = value
  }
}
