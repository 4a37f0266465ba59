import PostgreSQL
import Support
import Testing

@Suite("Parameters", .database)
struct ParameterTests {
  @Test("names of statements that part after more than the 63 bytes the server looks at are two")
  func longNames() async throws {
    let connection = try await TestDatabase.required.connect()
    let beginning = String(repeating: "/a/long/folder", count: 9)
    for number in 1...3 {
      let row = try await connection.query("SELECT \(number) AS n", name: "\(beginning)/\(number)")
        .first
      #expect(try row?.get("n", as: Int32.self) == Int32(number))
    }
    await connection.close()
  }

  @Test("every kind of value comes back as it was bound", arguments: 1...20 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let connection = try await TestDatabase.required.connect()
    let int = Int64(bitPattern: random.next())
    let number = Double(Int64.random(in: -1_000_000...1_000_000, using: &random)) / 7
    let text = random.text(upTo: 40)
    let bytes = random.bytes(upTo: 40)
    let time = Int64.random(in: -8_000_000_000_000_000...8_000_000_000_000_000, using: &random)
    let day = Int32.random(in: -100_000...1_000_000, using: &random)
    let numbers = (0..<Int.random(in: 0...5, using: &random)).map { _ in
      Int64(bitPattern: random.next())
    }
    let texts = (0..<Int.random(in: 0...5, using: &random)).map { _ in random.text(upTo: 9) }
    let row = try #require(
      try await connection.query(
        """
        SELECT $1::int8 i8, $2::int4 i4, $3::int2 i2, $4::float8 f, $5::bool b, $6::text t,
          $7::bytea y, $8::timestamptz ts, $9::date d, $10::int8[] i8s, $11::text[] ts8,
          $12::timestamptz[] tss, $13::int2[] i2s, $14::int4[] i4s, $15::float8[] fs, $16::text n
        """, name: "round trip",
        [
          .int8(int), .int4(Int32(truncatingIfNeeded: int)), .int2(Int16(truncatingIfNeeded: int)),
          .float8(number), .bool(seed % 2 == 0), .text(text), .bytea(bytes),
          .timestamptz(unixMicroseconds: time), .date(unixDays: day), .int8Array(numbers),
          .textArray(texts), .timestamptzArray(unixMicroseconds: [time, 0]),
          .int2Array([Int16(truncatingIfNeeded: int)]),
          .int4Array([Int32(truncatingIfNeeded: int)]), .float8Array([number]), .null,
        ]
      ).first)
    #expect(try row.get("i8") == int)
    #expect(try row.get("i4") == Int32(truncatingIfNeeded: int))
    #expect(try row.get("i2") == Int16(truncatingIfNeeded: int))
    #expect(try row.get("f") == number)
    #expect(try row.get("b") == (seed % 2 == 0))
    #expect(try row.get("t") == text)
    #expect(try row.get("y") == bytes)
    #expect(try row.get("ts") == Timestamp(unixMicroseconds: time))
    #expect(try row.get("d") == CalendarDay(unixDays: day))
    #expect(try row.get("i8s") == numbers)
    #expect(try row.get("ts8") == texts)
    #expect(
      try row.get("tss")
        == [Timestamp(unixMicroseconds: time), Timestamp(unixMicroseconds: 0)])
    #expect(try row.get("i2s") == [Int16(truncatingIfNeeded: int)])
    #expect(try row.get("i4s") == [Int32(truncatingIfNeeded: int)])
    #expect(try row.get("fs") == [number])
    #expect(try row.get("n", as: String?.self) == nil)
  }

  @Test("the server reads the times and days that were meant")
  func epochs() async throws {
    let connection = try await TestDatabase.required.connect()
    let row = try #require(
      try await connection.query(
        "SELECT $1::timestamptz = '1970-01-02 00:00:00.000001Z' t, $2::date = '1970-01-03' d",
        name: "epochs", [.timestamptz(unixMicroseconds: 86_400_000_001), .date(unixDays: 2)]
      ).first)
    #expect(try row.get("t"))
    #expect(try row.get("d"))
  }

  @Test("a text with NUL is refused as an error of data, without the text")
  func nul() async throws {
    let connection = try await TestDatabase.required.connect()
    let error = await #expect(throws: PostgresError.self) {
      try await connection.query("SELECT $1::text", name: "nul", [.text("canary\0")])
    }
    #expect(error?.isDataError == true)
    #expect(error.map { "\($0)".contains("canary") } == false)
    #expect(await connection.isOpen)
  }

  @Test("one statement takes nulls before and after values")
  func nullsAndValues() async throws {
    let connection = try await TestDatabase.required.connect()
    for value: Int64? in [nil, 5, nil, 7] {
      let result = try await connection.query(
        "SELECT coalesce($1, 0) + $2::int4 sum", name: "nulls",
        [.optional(value, Parameter.int8), .int4(1)])
      #expect(try result.first?.get("sum", as: Int64.self) == (value ?? 0) + 1)
    }
  }

  @Test("numeric is read exactly as text and nearly as a number")
  func numeric() async throws {
    let connection = try await TestDatabase.required.connect()
    for text in ["0", "-1.50", "12345678901234567890.000100", "0.00000012", "10000", "NaN"] {
      let result = try await connection.query(
        "SELECT $1::text::numeric n", name: "numeric", [.text(text)])
      #expect(try result.first?.get("n", as: String.self) == text)
      let number = try #require(try result.first?.get("n", as: Double.self))
      #expect(number == Double(text) || number.isNaN)
    }
  }
}

extension SplitMix64 {
  /// Text of any letters but NUL.
  mutating func text(upTo length: Int) -> String {
    let alphabet = Array("abc' \\\"\t\n%$é漢🙂")
    return String(
      (0..<Int.random(in: 0...length, using: &self)).map { _ in
        alphabet[Int.random(in: alphabet.indices, using: &self)]
      })
  }

  mutating func bytes(upTo length: Int) -> [UInt8] {
    (0..<Int.random(in: 0...length, using: &self)).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
