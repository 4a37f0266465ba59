import Foundation
import FuzzChecks
import Support
import Testing

/// The checks of the fuzz targets on what is kept: seeds, and every finding of the past.
struct SeedTests {
  /// An input of a check.
  struct Seed: Sendable, CustomTestStringConvertible {
    let check: FuzzCheck
    let name: String
    let bytes: [UInt8]

    var testDescription: String { "\(check.name)/\(name)" }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzz/Seeds")

  private static func seeds() throws -> [Seed] {
    try FuzzCheck.all.flatMap { check in
      let folder = folder.appending(path: check.name)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
        Seed(
          check: check, name: $0,
          bytes: [UInt8](try Data(contentsOf: folder.appending(path: $0))))
      }
    }
  }

  @Test("every check has seeds, and every folder of seeds a check")
  func complete() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(folders) == Set(FuzzCheck.all.map(\.name)))
    for check in FuzzCheck.all {
      #expect(try Self.seeds().contains { $0.check.name == check.name }, "\(check.name)")
    }
  }

  @Test("every law holds of every seed")
  func seeds() throws {
    for seed in try Self.seeds() {
      #expect(throws: Never.self, "\(seed.testDescription)") { try seed.check.run(seed.bytes) }
    }
  }

  @Test("every law holds of the seeds cut, joined and changed", arguments: UInt64(1)...8)
  func mutants(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let seeds = try Self.seeds()
    for origin in seeds {
      let others = seeds.filter { $0.check.name == origin.check.name }
      for _ in 0..<12 {
        let other = others.randomElement(using: &random)?.bytes ?? []
        let mutant = origin.bytes.mutated(with: other, limit: origin.check.sizeLimit, &random)
        #expect(throws: Never.self, "\(origin.testDescription): \(mutant)") {
          try origin.check.run(mutant)
        }
      }
    }
  }
}

extension [UInt8] {
  /// These bytes with a few changes, as libFuzzer makes them.
  fileprivate func mutated(
    with other: [UInt8], limit: Int, _ random: inout SplitMix64
  ) -> [UInt8] {
    var bytes = self
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.insert(.random(in: 0...255, using: &random), at: place)
      case 1 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &random)
      case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 3: bytes.removeSubrange(place..<Swift.min(bytes.count, place + 5))
      default:
        let start = Int.random(in: 0...other.count, using: &random)
        bytes.insert(contentsOf: other[start..<Swift.min(other.count, start + 40)], at: place)
      }
    }
    return Array(bytes.prefix(limit))
  }
}
