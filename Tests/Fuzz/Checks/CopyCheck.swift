import PostgreSQL

extension FuzzCheck {
  /// Rows that the bytes describe come out of a binary COPY as they went in.
  static let copy = FuzzCheck("copy", sizeLimit: 2_048) { bytes in
    var encoder = CopyEncoder(capacity: 16)
    var expected: [[[UInt8]?]] = []
    var sent: [UInt8] = []
    for row in bytes.split(separator: 0xff, maxSplits: 40, omittingEmptySubsequences: false) {
      let fields = row.split(separator: 0xfe, omittingEmptySubsequences: false).prefix(200)
      encoder.row(fields: fields.count)
      expected.append(fields.map { encode($0, &encoder) })
      if row.count % 3 == 0 { sent += encoder.take() }
    }
    sent += encoder.finish()
    try require(try decode(sent) == expected, "another row came out")
  }

  /// Puts one field in, of a type that its first byte names; gives what it should be on the wire.
  private static func encode(_ field: ArraySlice<UInt8>, _ encoder: inout CopyEncoder) -> [UInt8]? {
    let value = field.reduce(Int64(0)) { $0 << 8 | Int64($1) }
    switch (field.first ?? 0) % 8 {
    case 0:
      encoder.int2(Int16(truncatingIfNeeded: value))
      return wire(Int16(truncatingIfNeeded: value))
    case 1:
      encoder.int4(Int32(truncatingIfNeeded: value))
      return wire(Int32(truncatingIfNeeded: value))
    case 2:
      encoder.int8(value)
      return wire(value)
    case 3:
      encoder.null()
      return nil
    case 4:
      encoder.bool(value & 1 == 1)
      return [UInt8(value & 1)]
    case 5:
      encoder.timestamptz(unixMicroseconds: value)
      return wire(value &- 946_684_800_000_000)
    default:
      encoder.bytes(Array(field))
      return Array(field)
    }
  }

  private static func wire<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  /// Reads a binary COPY by its description in PostgreSQL's manual.
  private static func decode(_ bytes: [UInt8]) throws -> [[[UInt8]?]] {
    var rest = bytes[...]
    func number(_ count: Int) throws -> Int {
      let value = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      try require(rest.count >= count, "the COPY breaks off")
      rest = rest.dropFirst(count)
      let sign = 1 << (count * 8 - 1)
      return value & sign == 0 ? value : value - 2 * sign
    }
    try require(bytes.starts(with: Array("PGCOPY\n".utf8) + [0xff, 13, 10, 0]), "no head")
    rest = rest.dropFirst(19)
    var rows: [[[UInt8]?]] = []
    while true {
      let count = try number(2)
      if count == -1 { break }
      var row: [[UInt8]?] = []
      for _ in 0..<count {
        let length = try number(4)
        row.append(length < 0 ? nil : Array(rest.prefix(length)))
        rest = rest.dropFirst(max(0, length))
      }
      rows.append(row)
    }
    try require(rest.isEmpty, "bytes after the end")
    return rows
  }
}
