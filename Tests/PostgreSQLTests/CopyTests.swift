import PostgreSQL
import Support
import Testing

@Suite("COPY", .database)
struct CopyTests {
  private static let table = """
    CREATE TABLE t (n int4, i2 int2, i8 int8, f float8, b bool, ts timestamptz, d date, s text,
      y bytea, a inet)
    """
  private static let copy = "COPY t FROM STDIN (FORMAT binary)"

  private struct Record: Equatable {
    var n: Int32
    var i2: Int16?
    var i8: Int64?
    var f: Double?
    var b: Bool?
    var ts: Int64?
    var d: Int32?
    var s: String?
    var y: [UInt8]?
    var a: [UInt8]

    init(_ n: Int32, _ random: inout SplitMix64) {
      self.n = n
      i2 = random.maybe { Int16(truncatingIfNeeded: $0.next()) }
      i8 = random.maybe { Int64(bitPattern: $0.next()) }
      f = random.maybe { Double(Int32(truncatingIfNeeded: $0.next())) / 3 }
      b = random.maybe { $0.next() % 2 == 0 }
      ts = random.maybe { Int64.random(in: 0...4_000_000_000_000_000, using: &$0) }
      d = random.maybe { Int32.random(in: 0...40_000, using: &$0) }
      s = random.maybe { $0.text(upTo: 300) }
      y = random.maybe { $0.bytes(upTo: 300) }
      let isIPv4 = random.next() % 2 == 0
      a = (0..<(isIPv4 ? 4 : 16)).map { _ in UInt8(truncatingIfNeeded: random.next()) | 1 }
    }

    func encode(to encoder: inout CopyEncoder) {
      func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
      encoder.row(fields: 10)
      encoder.int4(n)
      encoder.int2(i2)
      encoder.int8(i8)
      encoder.float8(f)
      encoder.bool(b)
      encoder.timestamptz(unixMicroseconds: ts)
      encoder.date(unixDays: d)
      encoder.text(s)
      encoder.bytes(y)
      if a.count == 4 {
        encoder.inet(high: 0, low: 0xFFFF_0000_0000 | word(a[0...]))
      } else {
        encoder.inet(high: word(a[..<8]), low: word(a[8...]))
      }
    }
  }

  @Test(
    "rows come back as they were sent, however cut into buffers",
    arguments: 1...12 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let records = (0..<Int32.random(in: 0...400, using: &random)).map { Record($0, &random) }
    let limit = Int.random(in: 1...20_000, using: &random)
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(Self.table, name: "make t")
    let stored = try await connection.copyIn(Self.copy, name: "fill t") { writer in
      var encoder = CopyEncoder(capacity: limit)
      for record in records {
        record.encode(to: &encoder)
        if encoder.count >= limit { try await writer.write(encoder.take()) }
      }
      try await writer.write(encoder.finish())
    }
    #expect(stored == records.count)
    let rows = try await connection.query(
      "SELECT *, inet_send(a) wire FROM t ORDER BY n", name: "read t")
    #expect(rows.count == records.count)
    for (row, record) in zip(rows, records) {
      #expect(try row.get("n") == record.n)
      #expect(try row.get("i2") == record.i2)
      #expect(try row.get("i8") == record.i8)
      #expect(try row.get("f") == record.f)
      #expect(try row.get("b") == record.b)
      #expect(try row.get("ts") == record.ts.map { Timestamp(unixMicroseconds: $0) })
      #expect(try row.get("d") == record.d.map { CalendarDay(unixDays: $0) })
      #expect(try row.get("s") == record.s)
      #expect(try row.get("y") == record.y)
      let wire: [UInt8] = try row.get("wire")
      #expect(Array(wire.dropFirst(4)) == record.a)
    }
  }

  @Test("addresses are stored as PostgreSQL writes them")
  func addresses() async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("CREATE TABLE a (a inet)", name: "make a")
    try await connection.copyIn("COPY a FROM STDIN (FORMAT binary)", name: "fill a") { writer in
      var encoder = CopyEncoder()
      encoder.row(fields: 1)
      encoder.inet(high: 0, low: 0xFFFF_C000_0200, prefix: 120)
      encoder.row(fields: 1)
      encoder.inet(high: 0x2001_0DB8_0000_0000, low: 0, prefix: 48)
      try await writer.write(encoder.finish())
    }
    let rows = try await connection.query("SELECT a::text FROM a", name: "read a")
    #expect(try rows.map { try $0.get("a", as: String.self) } == ["192.0.2.0/24", "2001:db8::/48"])
  }

  private struct Stopped: Error {}

  @Test("an error of the producer stores nothing and leaves the connection usable")
  func producerError() async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("CREATE TABLE t (a int8)", name: "make t")
    await #expect(throws: Stopped.self) {
      try await connection.copyIn("COPY t FROM STDIN (FORMAT binary)", name: "fill") { writer in
        var encoder = CopyEncoder()
        encoder.row(fields: 1)
        encoder.int8(1)
        try await writer.write(encoder.take())
        throw Stopped()
      }
    }
    let count = try await connection.query("SELECT count(*) n FROM t", name: "count")
    #expect(try count.first?.get("n", as: Int.self) == 0)
  }

  @Test("a row that the server refuses is told by its number, without its data")
  func refusedRow() async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("CREATE TABLE t (a text)", name: "make t")
    let error = await #expect(throws: PostgresError.self) {
      try await connection.copyIn("COPY t FROM STDIN (FORMAT binary)", name: "fill") { writer in
        var encoder = CopyEncoder()
        for number in 1...100 {
          encoder.row(fields: 1)
          encoder.bytes(number == 42 ? Array("canary".utf8) + [0xFF] : Array("fine".utf8))
        }
        try await writer.write(encoder.finish())
      }
    }
    #expect(error?.state == .characterNotInRepertoire)
    #expect(error?.copyRow == 42)
    #expect(error.map { "\($0)".contains("canary") } == false)
    #expect(await connection.isOpen)
  }

  @Test("a COPY larger than every buffer between here and the server goes through")
  func large() async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("CREATE UNLOGGED TABLE t (a int8, b text)", name: "make t")
    let text = String(repeating: "x", count: 200)
    let stored = try await connection.copyIn(
      "COPY t FROM STDIN (FORMAT binary)", name: "fill"
    ) { writer in
      var encoder = CopyEncoder(capacity: 5 << 20)
      for number in 0..<40_000 {
        encoder.row(fields: 2)
        encoder.int8(Int64(number))
        encoder.text(text)
      }
      try await writer.write(encoder.finish())
    }
    #expect(stored == 40_000)
  }

  @Test("numbers come back with the digits that were sent", arguments: UInt64(1)...4)
  func numeric(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var sent = [
      "0", "-0.000", "1", "0.0001", "-12345678901234567890.1234567890", "10000", "0.00010",
    ]
    for _ in 0..<300 {
      let digits = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }.joined()
      let whole = digits.prefix(Int.random(in: 0...30, using: &random)).drop { $0 == "0" }
      let fraction = digits.suffix(Int.random(in: 0...20, using: &random))
      let sign = Bool.random(using: &random) ? "-" : ""
      sent.append(
        sign + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction))
    }
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("CREATE TABLE t (place int8, n numeric)", name: "make t")
    try await connection.copyIn("COPY t FROM STDIN (FORMAT binary)", name: "fill") { writer in
      var encoder = CopyEncoder()
      for (place, number) in sent.enumerated() {
        encoder.row(fields: 2)
        encoder.int8(Int64(place))
        encoder.numeric(number)
      }
      try await writer.write(encoder.finish())
    }
    let rows = try await connection.query(
      "SELECT n::text AS found FROM t ORDER BY place", name: "read")
    for (row, number) in zip(rows, sent) {
      // The server knows no negative zero.
      let isZero = number.allSatisfy { "-0.".contains($0) }
      #expect(try row.get("found") == (isZero ? number.replacing("-", with: "") : number))
    }
    #expect(rows.count == sent.count)
  }

  @Test("a statement that is no COPY cannot begin one, and a COPY cannot run as a statement")
  func misuse() async throws {
    let connection = try await TestDatabase.required.connect()
    try await connection.execute("CREATE TABLE t (a int8)", name: "make t")
    await #expect(throws: PostgresError.self) {
      try await connection.beginCopy("SELECT 1", name: "no copy")
    }
    await #expect(throws: PostgresError.self) {
      try await connection.execute("COPY t FROM STDIN", name: "copy")
    }
    await #expect(throws: PostgresError.self) {
      try await connection.execute("COPY t TO STDOUT", name: "copy out")
    }
    #expect(try await connection.query("SELECT 1", name: "one").count == 1)
  }
}

extension SplitMix64 {
  fileprivate mutating func maybe<Value>(_ make: (inout SplitMix64) -> Value) -> Value? {
    next() % 5 == 0 ? nil : make(&self)
  }
}
