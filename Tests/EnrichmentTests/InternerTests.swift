import Clickstream
import Enrichment
import Support
import Testing

@Suite("The interner")
struct InternerTests {
  @Test("says of each id once that it is new, until it forgets", arguments: UInt64(1)...10)
  func once(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var interner = Interner(bytes: 1 << 14)
    var seen: Set<Int64> = []
    for _ in 0..<1_000 {
      let id = Int64.random(in: 1...2_000, using: &random) &* 0x9e37_79b9
      let isNew = interner.insert(id)
      let isUnseen = seen.insert(id).inserted
      #expect(isNew == isUnseen)
      #expect(interner.contains(id))
    }
    interner.forget()
    #expect(seen.allSatisfy { !interner.contains($0) })
  }

  @Test("never grows: when full it forgets and begins anew")
  func bounded() {
    var interner = Interner(bytes: 1 << 13)
    var forgotten = 0
    for id in 1...100_000 as ClosedRange<Int64> {
      let isFull = interner.isNearlyFull
      let isNew = interner.insert(id)
      #expect(isNew)
      if isFull { forgotten += 1 }
    }
    #expect(forgotten > 100)
    #expect(!interner.contains(1))
    #expect(interner.contains(100_000))
  }

  @Test("rows are emitted once, and again after a rollback")
  func rows() {
    var stage = EnrichmentStage()
    let hit = LoggedHit {
      $0.target = "/a?q=1"
      $0.referrer = "http://x.example/"
    }
    func counts(_ batch: EventBatch) -> [Int] {
      [batch.pages.count, batch.queries.count, batch.referrers.count, batch.agents.count]
    }
    let first = stage.enrich([hit, hit])
    let second = stage.enrich(hit)
    stage.forgetStored()
    let third = stage.enrich(hit)
    #expect(counts(first) == [1, 1, 1, 1])
    #expect(counts(second) == [0, 0, 0, 0])
    #expect(counts(third) == [1, 1, 1, 1])
  }

  @Test("a path answered both well and 4xx is stored as page and as missing page")
  func twice() {
    var stage = EnrichmentStage()
    let good = LoggedHit { $0.target = "/a" }
    let missing = LoggedHit {
      $0.target = "/a"
      $0.status = 404
    }
    let batch = stage.enrich([good, missing, good, missing])
    #expect(batch.pages.count == 1 && batch.missingPages.count == 1)
    #expect(Set(batch.events.map(\.page)).count == 1)
  }
}
