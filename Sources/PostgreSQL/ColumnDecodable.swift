/// A type that can be read from a column of a result.
package protocol ColumnDecodable {
  /// Nil when `cell` (nil for null) of the given type cannot be read as this one.
  init?(cell: ArraySlice<UInt8>?, type: PostgresType)
}

extension Optional: ColumnDecodable where Wrapped: ColumnDecodable {
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard let cell else {
      self = Self.none
      return
    }
    guard let value = Wrapped(cell: cell, type: type) else { return nil }
    self = Self.some(value)
  }
}

extension ArraySlice<UInt8> {
  /// The bytes as a number, highest first; nil if they are not as many as it has.
  func bigEndian<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
    guard count == Number.bitWidth / 8 else { return nil }
    return reduce(0) { ($0 << 8) | Number(truncatingIfNeeded: $1) }
  }
}

extension Int64: ColumnDecodable {
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard let cell else { return nil }
    let value: Int64?
    switch type {
    case .int8: value = cell.bigEndian(Int64.self)
    case .int4: value = cell.bigEndian(Int32.self).map(Int64.init)
    case .int2: value = cell.bigEndian(Int16.self).map(Int64.init)
    case .oid: value = cell.bigEndian(UInt32.self).map(Int64.init)
    default: return nil
    }
    guard let value else { return nil }
    self = value
  }
}

extension Int: ColumnDecodable {
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard let value = Int64(cell: cell, type: type) else { return nil }
    self.init(exactly: value)
  }
}

extension Int32: ColumnDecodable {
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard type == .int4 || type == .int2, let value = Int64(cell: cell, type: type) else {
      return nil
    }
    self.init(exactly: value)
  }
}

extension Int16: ColumnDecodable {
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard type == .int2, let value = cell?.bigEndian(Int16.self) else { return nil }
    self = value
  }
}

extension Bool: ColumnDecodable {
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard type == .bool, let cell, cell.count == 1, let byte = cell.first else { return nil }
    self = byte != 0
  }
}

extension Double: ColumnDecodable {
  /// Reads whole numbers and `numeric` too, as the nearest double.
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard let cell else { return nil }
    switch type {
    case .float8:
      guard let bits = cell.bigEndian(UInt64.self) else { return nil }
      self.init(bitPattern: bits)
    case .float4:
      guard let bits = cell.bigEndian(UInt32.self) else { return nil }
      self.init(Float(bitPattern: bits))
    case .numeric:
      guard let text = NumericText(cell)?.text, let value = Double(text) else { return nil }
      self = value
    default:
      guard let value = Int64(cell: cell, type: type) else { return nil }
      self.init(value)
    }
  }
}

extension String: ColumnDecodable {
  /// Reads the text types, `json`, and `numeric` with all its digits.
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard let cell else { return nil }
    switch type {
    case .text, .varchar, .bpchar, .name, .unknown, .json:
      self.init(decoding: cell, as: UTF8.self)
    case .jsonb:
      guard cell.first == 1 else { return nil }
      self.init(decoding: cell.dropFirst(), as: UTF8.self)
    case .numeric:
      guard let number = NumericText(cell) else { return nil }
      self = number.text
    default:
      return nil
    }
  }
}
