import Foundation
import Glibc

extension FaultCase {
  /// Compressed files, damaged or not yet whole.
  static let compressed: [FaultCase] = [
    FaultCase("F25", "gzip that is still being written", how: "loaded at every tenth of it") {
      trial in
      var keyed = KeyedLog(0, seed: 25)
      let bytes = keyed.lines(4_000)
      trial.expect(bytes, of: "access.log")
      trial.expect(keyed.manifest)
      let packed = try await trial.gzip(bytes)
      for part in 1...10 {
        let end = packed.count * part / 10
        try Data(packed[..<end]).write(to: URL(filePath: trial.log("access.log.1.gz")))
        try await trial.finish(allowing: [0, 1])
      }
      try await trial.check()
    },
    FaultCase(
      "F52", "damaged gzip", how: "checksum, cut at half, junk behind, a wrong name", quick: true
    ) {
      trial in
      for damage in 0..<4 {
        var keyed = KeyedLog(damage, seed: 52)
        let bytes = keyed.lines(2_000)
        var packed = try await trial.gzip(bytes)
        switch damage {
        case 0: packed[packed.count - 6] ^= 1
        case 1: packed.removeLast(packed.count / 2)
        case 2: packed += Array("junk".utf8)
        default: break
        }
        let name = damage == 3 ? "plain.log" : "\(damage).log.gz"
        try Data(packed).write(to: URL(filePath: trial.log(name)))
        let child = try trial.ingest([trial.log(name)])
        let status = try await child.end(within: 60)
        trial.note(status == (damage == 3 ? 0 : 1), "damage \(damage) ended with \(status)")
        // What stood before the damage is there once; then the good file comes.
        try Data(bytes).write(to: URL(filePath: trial.log(name)))
        trial.expect(bytes, of: "\(damage).log")
        trial.expect(keyed.manifest)
        try await trial.finish()
      }
      try await trial.check()
    },
    FaultCase("F53", "a gzip bomb", how: "10 GiB of zeros in 10 MiB; memory measured") { trial in
      var keyed = KeyedLog(0, seed: 53, noise: false)
      try trial.grow(&keyed, by: 500, at: trial.log("good.log"), stream: "good.log")
      trial.expect(keyed.manifest)
      let bomb = trial.log("bomb.gz")
      try await trial.shell(
        "head -c 160M /dev/zero | gzip -9 > '\(bomb)'; for i in 1 2 3 4 5 6; do cat '\(bomb)' '\(bomb)' > x; mv x '\(bomb)'; done",
        within: 120)
      let child = try trial.ingest(
        [bomb, trial.log("good.log")], under: ["prlimit", "--as=8000000000", "--"])
      var peak = 0
      while !child.hasEnded {
        peak = max(peak, child.memory(.most))
        try await Task.sleep(for: .milliseconds(50))
      }
      let status = try await child.end(within: 60)
      trial.note([0, 1].contains(status), "it ended with \(status)")
      trial.note(peak < Trial.memoryLimit, "it took \(peak) kB")
      try await trial.check(digest: false)
    },
  ]
}

extension Trial {
  /// The bytes as gzip packs them.
  func gzip(_ bytes: [UInt8]) async throws -> [UInt8] {
    let file = path("packed")
    try Data(bytes).write(to: URL(filePath: file))
    try await shell("gzip -nf '\(file)'")
    return [UInt8](try Data(contentsOf: URL(filePath: file + ".gz")))
  }
}
