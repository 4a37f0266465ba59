import Clickstream
import Enrichment
import Support
import Testing

@Suite("Hostile fields")
struct HostileFieldTests {
  @Test("random bytes in every field give text that a database takes", arguments: UInt64(1)...300)
  func random(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var stage = EnrichmentStage(allowing: ["*"])
    for _ in 0..<20 {
      let batch = stage.enrich(Self.hit(&random))
      #expect(batch.events.count + batch.rejects.count == 1)
      let texts =
        batch.pages.map(\.path) + batch.missingPages.map(\.path) + batch.queries.map(\.text)
        + batch.referrers.flatMap { [$0.url, $0.host ?? ""] } + batch.agents.map(\.text)
      for text in texts {
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
        #expect(!text.unicodeScalars.contains("\u{fffd}"))
        #expect(!text.contains("@"))
        #expect(text.unicodeScalars.count <= 6_001)
      }
    }
  }

  @Test("two raw paths have two ids, and a path always the same", arguments: UInt64(1)...50)
  func paths(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var stage = EnrichmentStage()
    var ids: [[UInt8]: Int64] = [:]
    for _ in 0..<200 {
      // Few letters, so that near and equal paths come up; none that parts or masks.
      let letters: [UInt8] = [0x61, 0xff, 0x25, 0x46, 0x00, 0xc3, 0xa4, 0x2f]
      let count = Int.random(in: 0...4, using: &random)
      let path = [0x2f] + (0..<count).map { _ in letters.randomElement(using: &random) ?? 0x61 }
      guard let id = stage.enrich(LoggedHit { $0.target = .init(bytes: path) }).events.first?.page
      else { continue }
      #expect(ids[path] ?? id == id)
      ids[path] = id
    }
    #expect(Set(ids.values).count == ids.count)
  }

  private static func hit(_ random: inout SplitMix64) -> LoggedHit {
    func field(_ begin: [String]) -> LoggedHit.Field {
      let pieces: [[UInt8]] = [
        [0], [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe9], [0xf0, 0x9f, 0x98, 0x80], [0x1b],
        Array("%".utf8), Array("%40".utf8), Array("@".utf8), Array("?".utf8), Array("#".utf8),
        Array("&=".utf8), Array("/".utf8), Array("\\x".utf8), Array("\\x40".utf8), Array("a".utf8),
        Array("'; drop table event;--".utf8), Array("\u{202e}".utf8), Array(":8".utf8),
        Array(repeating: 0x62, count: 2_100),
      ]
      var bytes = Array((begin.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        bytes += pieces.randomElement(using: &random) ?? []
      }
      return .init(bytes: bytes)
    }
    return LoggedHit {
      $0.host = field(["", "shop.example"])
      $0.address = field(["", "192.0.2.1", "2001:db8::", "["])
      $0.user = field(["", "-"])
      $0.method = field(["GET", "", "POST", "ABCDEFGHI"])
      $0.target = field(["/", "", "http://", "*", "/?q="])
      $0.protocolVersion = field(["HTTP/", "", "HTTP/1.1"])
      $0.referrer = field(["http://", "https://a@", "", "http://[", "javascript:"])
      $0.agent = field(["Mozilla/5.0", ""])
      $0.cookie = field([""])
      $0.status = [200, 404, 500, -1, 0, 999, 304].randomElement(using: &random) ?? 200
      $0.bytes = Int64.random(in: -1...Int64.max, using: &random)
      $0.flags = AccessRecord.Flags(rawValue: UInt8.random(in: 0...127, using: &random))
    }
  }
}
