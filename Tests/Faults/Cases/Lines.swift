import Foundation
import Glibc
import PostgreSQL
import Support

extension FaultCase {
  /// Lines that are no lines, and streams that break off.
  static let lines: [FaultCase] = [
    FaultCase(
      "F29", "a last line in two parts", how: "cut at every 7th byte, kill, then the rest"
    ) { trial in
      var keyed = KeyedLog(0, seed: 29, noise: false)
      let access = trial.log("access.log")
      for round in 0..<trial.few(6, 30) {
        let bytes = keyed.lines(3)
        let cut = bytes.count - 1 - (round * 7) % 150
        try trial.append(Array(bytes[..<cut]), to: access)
        let child = try trial.ingest()
        if round % 2 == 0 {
          child.signal(SIGKILL)
        }
        _ = try await child.end(within: 30)
        try trial.append(Array(bytes[cut...]), to: access)
        trial.expect(bytes, of: "access.log")
        trial.addRounds(1)
      }
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.check()
    },
    FaultCase("F32", "a line of 100 MiB", how: "no line feed for 100 MiB, then good lines") {
      trial in
      var keyed = KeyedLog(0, seed: 32, noise: false)
      let access = trial.log("access.log")
      try trial.append(keyed.lines(100), to: access)
      try await trial.shell(
        "head -c 100M /dev/zero | tr '\\0' a >> '\(access)'; echo >> '\(access)'")
      try trial.append(keyed.lines(100), to: access)
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.check(digest: false)
      try await trial.expectRejects(["line_too_long": 1])
    },
    FaultCase("F33", "NUL bytes", how: "a NUL in a line, a block of 4 KiB", quick: true) { trial in
      var keyed = KeyedLog(0, seed: 33, noise: false)
      let access = trial.log("access.log")
      try trial.append(keyed.lines(50), to: access)
      try trial.append(
        Array("a\0b\n".utf8) + [UInt8](repeating: 0, count: 4_096) + [10], to: access)
      try trial.append(keyed.lines(50), to: access)
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.check(digest: false)
      try await trial.expectRejects(["nul": 2])
    },
    FaultCase(
      "F35", "other line ends, a mark", how: "CR LF, BOM at 0 and inside, VT, U+2028"
    ) { trial in
      var keyed = KeyedLog(0, seed: 35, noise: false)
      let lines = keyed.lines(60).split(separator: 10)
      var bytes: [UInt8] = [0xef, 0xbb, 0xbf]
      for line in lines { bytes += line + [13, 10] }
      try trial.append(bytes, to: trial.log("access.log"))
      trial.expect(bytes, of: "access.log")
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.check()
      let agents = try await Inspection.of(trial.info) {
        try await $0.number(
          "SELECT count(*) FROM footfall_store.agent WHERE strpos(text, chr(13)) > 0")
      }
      trial.note(agents == 0, "a carriage return was kept")
    },
    FaultCase("F36", "junk", how: "random bytes among the lines") { trial in
      var keyed = KeyedLog(0, seed: 36, noise: false)
      var random = SplitMix64(seed: 36)
      let access = trial.log("access.log")
      var junk = 0
      try trial.append(keyed.lines(30), to: access)
      for _ in 0..<200 {
        let line = (0..<Int.random(in: 1...200, using: &random)).map { _ in
          UInt8.random(in: 1...255, using: &random)
        }.filter { $0 != 10 && $0 != 13 }
        junk += line.isEmpty ? 0 : 1
        try trial.append(line + [10] + keyed.lines(1), to: access)
      }
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.check(digest: false)
      try await trial.expectRejects(["format": junk])
    },
    FaultCase("F37", "fields of every odd kind", how: "60 lines: an event or a reject each") {
      trial in
      let fields = (0..<60).map { Self.oddLine(Int64($0) + 1) }
      let bytes = Array(fields.joined(separator: "\n").utf8) + [10]
      var keyed = KeyedLog(0, seed: 37, noise: false)
      // Behind good lines, which tell the format.
      try trial.grow(&keyed, by: 20, at: trial.log("access.log"), stream: "access.log")
      try trial.append(bytes, to: trial.log("access.log"))
      trial.expect(bytes, of: "access.log")
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.check()
      let stored = try await trial.stored()
      trial.note(stored == 80, "80 lines became \(stored)")
    },
    FaultCase(
      "F41", "times that are none", how: "second 60, 30 February, 1969, 2106, 9999, Sept"
    ) { trial in
      var manifest = Manifest()
      var bytes: [UInt8] = []
      let times = [
        ("30/Sep/2024:23:59:60 +0000", true), ("29/Feb/2024:00:00:00 +0000", true),
        ("30/Feb/2024:00:00:00 +0000", false), ("31/Dec/1969:23:59:59 +0000", false),
        ("01/Jan/2106:00:00:00 +0000", false), ("01/Jan/9999:00:00:00 +0000", false),
        ("01/Sept/2024:00:00:00 +0000", false), ("01/Oct/2024:24:00:00 +0000", false),
      ]
      for (number, (time, isGood)) in times.enumerated() {
        let key = Int64(number + 1)
        bytes +=
          "198.51.7.1 - - [\(time)] \"GET /?key=\(key) HTTP/1.1\" 200 \(key) \"-\" \"x\"\n".utf8
        manifest.add(key, isGood ? .ok : .reject("timestamp"))
      }
      try trial.append(bytes, to: trial.log("access.log"))
      trial.expect(manifest)
      try await trial.finish()
      try await trial.check(digest: false)
    },
    FaultCase(
      "F42", "out of order", how: "shuffled within 200 lines, against the sorted log"
    ) {
      trial in
      var keyed = KeyedLog(0, seed: 42, noise: false)
      var random = SplitMix64(seed: 42)
      let bytes = keyed.lines(6_000)
      trial.expect(bytes, of: "access.log")
      trial.expect(keyed.manifest)
      let lines = bytes.split(separator: 10)
      for start in stride(from: 0, to: lines.count, by: 200) {
        let part = lines[start..<min(lines.count, start + 200)].shuffled(using: &random)
        try trial.append(part.flatMap { $0 + [10] }, to: trial.log("access.log"))
        if start % 2_000 == 0 { try await trial.finish() }
      }
      try await trial.finish()
      try await trial.check()
    },
    FaultCase("F45", "identical lines in one second", how: "one line 50 times", quick: true) {
      trial in
      var keyed = KeyedLog(0, seed: 45, noise: false)
      let line = keyed.lines(1)
      try trial.append((0..<50).flatMap { _ in line }, to: trial.log("access.log"))
      trial.expect((0..<50).flatMap { _ in line }, of: "access.log")
      trial.expect(keyed.manifest)
      try await trial.finish()
      try await trial.finish()
      try await trial.check(duplicates: 49)
    },
  ]

  /// One field of a good line in an odd form.
  private static func oddLine(_ number: Int64) -> String {
    let odd = [
      "-", "", "99999999999999999999", "999", "-5", "+5", "0x10", "1e9", #"\"quoted\""#,
      "\u{202e}x", "fe80::1%eth0", "::ffff:1.2.3.4",
    ]
    let word = odd[Int(number) % odd.count]
    let field = Int(number) / odd.count
    let address = field == 0 ? word : "198.51.7.9"
    let status = field == 1 ? word : "200"
    let bytes = field == 2 ? word : "\(90_000_000 + number)"
    let request = field == 3 ? word : "GET / HTTP/1.1"
    let agent = field == 4 ? word : "x"
    return "\(address) - - [01/Oct/2024:00:00:00 +0000] \"\(request)\" \(status) \(bytes) \"-\" "
      + "\"\(agent)\""
  }
}
