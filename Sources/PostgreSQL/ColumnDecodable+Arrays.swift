extension Array: ColumnDecodable where Element: ColumnDecodable {
  /// Reads an array of one dimension, and `bytea` as `[UInt8]`.
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) {
    guard let cell else { return nil }
    if type == .bytea {
      guard let bytes = Swift.Array(cell) as? Self else { return nil }
      self = bytes
      return
    }
    var reader = ArrayReader(bytes: cell)
    guard let elements = reader.elements(of: Element.self) else { return nil }
    self = elements
  }
}

extension UInt8: ColumnDecodable {
  /// A byte is read only as part of a `bytea`.
  package init?(cell: ArraySlice<UInt8>?, type: PostgresType) { nil }
}

/// Reads the binary form of an array: dimensions, flag of nulls, element type, then per dimension
/// length and lower bound, then each element with its length.
private struct ArrayReader {
  var bytes: ArraySlice<UInt8>

  mutating func elements<Element: ColumnDecodable>(of: Element.Type) -> [Element]? {
    guard let dimensions = number(), let _ = number(), let oid = number() else { return nil }
    if dimensions == 0 { return [] }
    guard dimensions == 1, let count = number(), let _ = number(), count >= 0 else { return nil }
    let type = PostgresType(oid: UInt32(bitPattern: oid))
    var elements: [Element] = []
    elements.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let length = number() else { return nil }
      let cell = length < 0 ? nil : bytes.prefix(Int(length))
      bytes = bytes.dropFirst(max(0, Int(length)))
      guard let element = Element(cell: cell, type: type) else { return nil }
      elements.append(element)
    }
    return elements
  }

  private mutating func number() -> Int32? {
    let value = bytes.prefix(4).bigEndian(Int32.self)
    bytes = bytes.dropFirst(4)
    return value
  }
}
