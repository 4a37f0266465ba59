package import Clickstream
package import Enrichment
import PostgreSQL

extension Warehouse {
  /// Declares the sites as the configuration has them now; sessions stay cut as they are.
  package func declare(_ directory: SiteDirectory) async throws {
    for entry in directory.entries {
      // Together: who rolls days up between the two would do so by the zone of before.
      try await connection.transaction { _ in try await declare(entry.site, id: entry.id) }
    }
    try await adoptProfiles(of: directory)
  }

  private func declare(_ site: Site, id: Int64) async throws {
    try await run("note_zone", [.int8(id), .text(site.zone.name)])
    try await run("mark_zone_days", [.int8(id), .text(site.zone.name)])
    try await run(
      "upsert_site",
      [
        .int8(id), .text(site.name), .text(site.title), .textArray(site.hosts),
        .text(site.zone.name), .text(site.currency), .text(site.language),
        .text(site.profile.rawValue), .text(site.linkBrowsing.rawValue),
        .bool(site.doubleOptIn), .textArray(site.cancelled),
        .int2Array(site.botSigns.map(\.rawValue).sorted()), .int2(EventKinds.version),
      ])
    try await run("put_own_addresses", [.int8(id), .textArray(site.addressesOfNobody)])
  }

  /// The salts of periods, made where there are none; `random` gives the bytes.
  package func salts(
    of periods: [SaltPeriod], now: Instant, using random: inout some RandomNumberGenerator
  ) async throws -> [(SaltPeriod, SaltBook.Salt)] {
    // Periods whose days are sealed have none: their lines are too late.
    let seal = try await seal()
    let isSealed = { (period: SaltPeriod) in
      seal.lines[period.site].map { period.end <= $0 } ?? false
    }
    var result = periods.filter(isSealed).map { ($0, SaltBook.Salt.destroyed) }
    let periods = periods.filter { !isSealed($0) }
    guard !periods.isEmpty else { return result }
    let sites = Parameter.int8Array(periods.map(\.site))
    let starts = Parameter.timestamptzArray(
      unixMicroseconds: periods.map(\.start.microseconds))
    let fresh = periods.map { _ in
      Hexadecimal.text(of: random.next()) + Hexadecimal.text(of: random.next())
    }
    try await run(
      "insert_salts",
      [sites, starts, .textArray(fresh), .timestamptz(unixMicroseconds: now.microseconds)])
    for row in try await run("read_salts", [sites, starts]) {
      let site: Int64 = try row.get("site")
      let start: Timestamp = try row.get("period_start")
      let value: [UInt8]? = try row.get("value")
      guard
        let period = periods.first(where: {
          $0.site == site && $0.start.microseconds == start.unixMicroseconds
        })
      else { continue }
      guard let value, value.count == 16 else {
        result.append((period, .destroyed))
        continue
      }
      let words = [0, 8].map { from in
        value[from..<from + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      }
      result.append((period, .live(words[0], words[1])))
    }
    return result
  }

  /// Destroys what may be kept for a time only: salts that no line used for 90 days before `now`,
  /// unless their period never ends; raw bytes of rejects.
  package func dropWhatIsTooOld(now: Instant, _ retention: Retention = .init()) async throws {
    let clock = Parameter.timestamptz(unixMicroseconds: now.microseconds)
    let endless = Parameter.timestamptz(unixMicroseconds: Instant.earliest.microseconds)
    try await run("destroy_salts", [clock, endless])
    if let start = retention.rejects.start(before: now) {
      try await run("blank_rejects", [.timestamptz(unixMicroseconds: start.microseconds)])
    }
  }
}

enum Hexadecimal {
  static func text(of word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  static func text(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      output.append(digits[Int(byte >> 4)])
      output.append(digits[Int(byte & 15)])
    }
    return String(decoding: output, as: UTF8.self)
  }
}
