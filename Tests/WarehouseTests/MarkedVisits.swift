import Clickstream
import Support

/// What visits are, found by looking at every hit: the reference of goals, segments and funnels.
struct MarkedVisits {
  struct Hit {
    let visitor: Int
    let at: Int64
    let path: String
    var isDownload: Bool { path.hasSuffix(".pdf") }
    /// A style sheet is neither page nor download.
    var isPage: Bool { !isDownload && !path.hasSuffix(".css") }

    var logged: LoggedHit {
      LoggedHit {
        $0.address = "198.51.100.\(visitor)"
        $0.target = .init(path)
        $0.at = Instant(seconds: at)
      }
    }
  }

  struct Visit {
    let visitor: Int
    let hits: [Hit]
    var start: Int64 { hits[0].at }
    var views: [Hit] { hits.filter(\.isPage) }
    var seconds: Int64 { hits[hits.count - 1].at - start }
  }

  /// In the order of their starts.
  let visits: [Visit]

  init(of visits: [Visit]) { self.visits = visits }

  /// - Parameter hits: of each visitor in their order.
  init(_ hits: [Hit]) {
    var visits: [Visit] = []
    for visitor in Set(hits.map(\.visitor)) {
      var open: [Hit] = []
      for hit in hits where hit.visitor == visitor {
        if let last = open.last, hit.at - last.at >= 1_800 {
          visits.append(Visit(visitor: visitor, hits: open))
          open = []
        }
        open.append(hit)
      }
      visits.append(Visit(visitor: visitor, hits: open))
    }
    self.visits = visits.filter { $0.hits.contains { $0.isPage || $0.isDownload } }
      .sorted { $0.start < $1.start }
  }

  /// Random hits over some days, each at a time of its own.
  static func random(
    visitors: Int, hits: Int, paths: [String], using random: inout SplitMix64
  ) -> [Hit] {
    var times: Set<Int64> = []
    var all: [Hit] = []
    for visitor in 1...visitors {
      // Monday 2023-11-13, noon.
      var at = 1_699_876_800 + Int64.random(in: 0..<100_000, using: &random)
      for _ in 0..<hits {
        at += [3, 20, 200, 900, 1_790, 4_000, 40_000].randomElement(using: &random) ?? 3
        while !times.insert(at).inserted { at += 1 }
        all.append(
          Hit(visitor: visitor, at: at, path: paths.randomElement(using: &random) ?? "/"))
      }
    }
    return all
  }
}
