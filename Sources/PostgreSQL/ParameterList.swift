/// Bound values in the binary format, one after another in one buffer.
struct ParameterList {
  let types: [UInt32]
  /// Where each value lies in `bytes`; nil for null.
  let ranges: [Range<Int>?]
  let bytes: [UInt8]

  /// No values at all.
  init() { (types, ranges, bytes) = ([], [], []) }

  /// Throws if a text holds NUL, or the values are more than the protocol can count.
  init(_ parameters: [Parameter], statement: String) throws(PostgresError) {
    guard parameters.count <= Int(UInt16.max) else {
      throw PostgresError(message: "more than 65,535 parameters", statement: statement)
    }
    var writer = ByteWriter(capacity: 16 * parameters.count + 16)
    var ranges: [Range<Int>?] = []
    ranges.reserveCapacity(parameters.count)
    for (index, parameter) in parameters.enumerated() {
      let start = writer.count
      guard parameter.encode(to: &writer) else {
        throw PostgresError(
          state: .characterNotInRepertoire, message: "parameter $\(index + 1) holds NUL",
          statement: statement)
      }
      if case .null = parameter { ranges.append(nil) } else { ranges.append(start..<writer.count) }
    }
    types = parameters.map(\.type.oid)
    self.ranges = ranges
    bytes = writer.take(capacity: 0)
  }

  /// Calls `body` with what libpq wants: count, values, lengths, formats.
  func withPointers<Answer>(
    _ body: (
      Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Answer
  ) -> Answer {
    let lengths = ranges.map { Int32($0?.count ?? 0) }
    let formats = [Int32](repeating: 1, count: ranges.count)
    // One byte more, so that an empty value at the end has an address too.
    return unsafe (bytes + [0]).withUnsafeBytes { buffer in
      let values = unsafe ranges.map { range in
        unsafe range.flatMap { range in
          unsafe buffer.baseAddress.map { base in
            unsafe (base + range.lowerBound).assumingMemoryBound(to: CChar.self)
          }
        }
      }
      return unsafe values.withUnsafeBufferPointer { values in
        unsafe lengths.withUnsafeBufferPointer { lengths in
          unsafe formats.withUnsafeBufferPointer { formats in
            unsafe body(
              Int32(values.count), values.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}

extension Parameter {
  /// Appends the value's binary form; false if a text holds NUL.
  fileprivate func encode(to writer: inout ByteWriter) -> Bool {
    switch self {
    case .null: break
    case .int2(let value): writer.append(value)
    case .int4(let value): writer.append(value)
    case .int8(let value): writer.append(value)
    case .float8(let value): writer.append(value.bitPattern)
    case .bool(let value): writer.append(UInt8(value ? 1 : 0))
    case .text(let value): return Self.text(value, to: &writer)
    case .bytea(let value): unsafe writer.append(value.span.bytes)
    case .timestamptz(let value): writer.append(value &- Timestamp.epoch)
    case .date(let value): writer.append(value &- CalendarDay.epoch)
    case .int2Array(let values): Self.array(values, .int2, to: &writer)
    case .int4Array(let values): Self.array(values, .int4, to: &writer)
    case .int8Array(let values): Self.array(values, .int8, to: &writer)
    case .float8Array(let values): Self.array(values.map(\.bitPattern), .float8, to: &writer)
    case .timestamptzArray(let values):
      Self.array(values.map { $0 &- Timestamp.epoch }, .timestamptz, to: &writer)
    case .textArray(let values):
      Self.header(count: values.count, .text, to: &writer)
      for value in values {
        writer.append(Int32(truncatingIfNeeded: value.utf8.count))
        guard Self.text(value, to: &writer) else { return false }
      }
    }
    return true
  }

  private static func text(_ value: String, to writer: inout ByteWriter) -> Bool {
    guard !value.utf8.contains(0) else { return false }
    unsafe writer.append(value.utf8.span.bytes)
    return true
  }

  private static func array<Number: FixedWidthInteger>(
    _ values: [Number], _ type: PostgresType, to writer: inout ByteWriter
  ) {
    header(count: values.count, type, to: &writer)
    writer.reserve(values.count * (4 + Number.bitWidth / 8))
    for value in values {
      writer.store(Int32(Number.bitWidth / 8))
      writer.store(value)
    }
  }

  /// Dimensions, no nulls, element type, length, lower bound.
  private static func header(count: Int, _ type: PostgresType, to writer: inout ByteWriter) {
    writer.append(Int32(count == 0 ? 0 : 1))
    writer.append(Int32(0))
    writer.append(type.oid)
    guard count > 0 else { return }
    writer.append(Int32(truncatingIfNeeded: count))
    writer.append(Int32(1))
  }
}
