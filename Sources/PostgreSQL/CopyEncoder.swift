/// Builds the rows of a binary COPY in a buffer that is handed to the connection as it is.
///
/// A row is `row(fields:)` followed by that many fields in the order of the columns; the types must
/// be those of the columns, for binary COPY converts nothing. Text must be UTF-8 without NUL.
///
///     encoder.row(fields: 2)
///     encoder.int8(visitor)
///     encoder.timestamptz(unixMicroseconds: at)
///     if encoder.count >= limit { try await connection.putCopy(encoder.take()) }
package struct CopyEncoder: Sendable {
  private var writer: ByteWriter
  private let capacity: Int
  private var fieldsLeft = 0
  private var hasHeader = false

  /// An encoder whose buffers start with room for `capacity` bytes.
  package init(capacity: Int = 1 << 20) {
    self.capacity = capacity
    writer = ByteWriter(capacity: capacity)
  }

  /// Bytes that wait in the buffer.
  package var count: Int { writer.count }

  /// Begins a row of `fields` fields.
  @inline(__always)
  package mutating func row(fields: Int) {
    assert(fieldsLeft == 0, "the row before is not complete")
    if !hasHeader { header() }
    writer.append(Int16(truncatingIfNeeded: fields))
    fieldsLeft = fields
  }

  /// Takes the bytes so far, between two rows.
  package mutating func take() -> [UInt8] {
    assert(fieldsLeft == 0, "the row is not complete")
    if !hasHeader { header() }
    return writer.take(capacity: capacity)
  }

  /// Takes the last bytes, with the end mark of a COPY; the next row begins another COPY.
  package mutating func finish() -> [UInt8] {
    assert(fieldsLeft == 0, "the row is not complete")
    if !hasHeader { header() }
    writer.append(Int16(-1))
    hasHeader = false
    return writer.take(capacity: capacity)
  }

  private mutating func header() {
    writer.append(UInt64(0x5047_434F_5059_0AFF))  // PGCOPY, line feed, 0xFF
    writer.append(UInt64(0x0D0A_0000_0000_0000))  // CR LF NUL, flags, upper half of extension
    writer.append(UInt8(0))
    writer.append(UInt16(0))  // lower half of the extension's length
    hasHeader = true
  }

  @inline(__always)
  private mutating func fixed<Number: FixedWidthInteger>(_ number: Number) {
    assert(fieldsLeft > 0, "more fields than the row has")
    fieldsLeft &-= 1
    writer.reserve(12)
    writer.store(Int32(Number.bitWidth / 8))
    writer.store(number)
  }

  @inline(__always)
  package mutating func null() {
    assert(fieldsLeft > 0, "more fields than the row has")
    fieldsLeft &-= 1
    writer.append(Int32(-1))
  }
}

extension CopyEncoder {
  @inline(__always)
  package mutating func int2(_ value: Int16?) {
    if let value { fixed(value) } else { null() }
  }

  @inline(__always)
  package mutating func int4(_ value: Int32?) {
    if let value { fixed(value) } else { null() }
  }

  @inline(__always)
  package mutating func int8(_ value: Int64?) {
    if let value { fixed(value) } else { null() }
  }

  @inline(__always)
  package mutating func float8(_ value: Double?) {
    if let value { fixed(value.bitPattern) } else { null() }
  }

  @inline(__always)
  package mutating func bool(_ value: Bool?) {
    if let value { fixed(UInt8(value ? 1 : 0)) } else { null() }
  }

  /// A `timestamptz`, from microseconds since 1970.
  @inline(__always)
  package mutating func timestamptz(unixMicroseconds value: Int64?) {
    if let value { fixed(value &- Timestamp.epoch) } else { null() }
  }

  /// A `date`, from days since 1970-01-01.
  @inline(__always)
  package mutating func date(unixDays value: Int32?) {
    if let value { fixed(value &- CalendarDay.epoch) } else { null() }
  }

  /// A `text`, `bytea` or `json`, from its bytes.
  @inline(__always)
  package mutating func bytes(_ value: RawSpan) {
    assert(fieldsLeft > 0, "more fields than the row has")
    fieldsLeft &-= 1
    writer.append(Int32(truncatingIfNeeded: value.byteCount))
    writer.append(value)
  }

  /// A `text`, `bytea` or `json`, from its bytes.
  package mutating func bytes(_ value: [UInt8]?) {
    if let value { unsafe bytes(value.span.bytes) } else { null() }
  }

  package mutating func text(_ value: String?) {
    if let value { unsafe bytes(value.utf8.span.bytes) } else { null() }
  }

  /// A `numeric`, from digits with at most one point and a sign, as `-1234.50`.
  package mutating func numeric(_ digits: String) {
    assert(fieldsLeft > 0, "more fields than the row has")
    fieldsLeft &-= 1
    let number = NumericBytes(digits)
    writer.append(Int32(8 + 2 * number.words.count))
    writer.append(Int16(number.words.count))
    writer.append(number.weight)
    writer.append(UInt16(number.isNegative ? 0x4000 : 0))
    writer.append(number.scale)
    for word in number.words { writer.append(word) }
  }

  /// An `inet` in 128 bits, IPv4 mapped to `::ffff:a.b.c.d`; `prefix` counts bits of 128.
  package mutating func inet(high: UInt64, low: UInt64, prefix: Int = 128) {
    assert(fieldsLeft > 0, "more fields than the row has")
    fieldsLeft &-= 1
    let isIPv4 = high == 0 && low >> 32 == 0xFFFF && prefix >= 96
    writer.append(Int32(isIPv4 ? 8 : 20))
    writer.append(UInt8(isIPv4 ? 2 : 3))
    writer.append(UInt8(truncatingIfNeeded: isIPv4 ? prefix - 96 : prefix))
    writer.append(UInt8(0))
    writer.append(UInt8(isIPv4 ? 4 : 16))
    if isIPv4 {
      writer.append(UInt32(truncatingIfNeeded: low))
    } else {
      writer.append(high)
      writer.append(low)
    }
  }
}
