import Clickstream
import Foundation
import Settings
import Testing

@Suite("The shipped configuration file")
struct SampleFileTests {
  private var path: String {
    #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
      + "/Config/footfall.yaml"
  }

  @Test("Config/footfall.yaml is the sample that the declarations give")
  func isSample() throws {
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Configuration.sampleFile().write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded; look at it and run again")
    }
    let shipped = try SmallFile.bytes(at: path, limit: 1 << 20)
    #expect(String(decoding: shipped, as: UTF8.self) == Configuration.sampleFile())
  }

  @Test("loading it gives the defaults")
  func givesDefaults() throws {
    let loaded = try load(Configuration.sampleFile())
    let defaults = try load()
    #expect(loaded.describe().map(\.value) == defaults.describe().map(\.value))
    #expect(loaded.sites == defaults.sites)
  }

  @Test("every setting stands in it, and each line fits")
  func isWhole() throws {
    let lines = Configuration.sampleFile().split(separator: "\n")
    for row in try load().describe() {
      let key = row.key.split(separator: ".").last ?? ""
      #expect(lines.contains { $0.drop { "# -".contains($0) }.hasPrefix("\(key):") })
      #expect(!row.help.isEmpty)
    }
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test("every example is itself a good value")
  func examples() throws {
    let commented = Configuration.sampleFile().split(separator: "\n").compactMap { line in
      let text = line.drop { $0 == " " }
      return text.hasPrefix("# Example: ") ? text.dropFirst(11) : nil
    }
    #expect(commented.count > 5)
    for example in commented {
      let isTop = [
        "database", "inputs", "assets", "query_allow", "monitor", "silent_after", "rotate_wait",
        "stop_within", "trusted_proxies", "person_pages", "periods", "places", "keep_",
        "publish_persons", "pdf",
      ].contains {
        example.hasPrefix($0.hasSuffix("_") ? $0 : $0 + ":")
      }
      let name = example.hasPrefix("name:") ? "" : "name: a\n    "
      #expect(problems(isTop ? "\(example)" : "sites:\n  - \(name)\(example)") == [])
    }
  }
}
