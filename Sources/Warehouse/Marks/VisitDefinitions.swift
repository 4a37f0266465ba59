import Clickstream
import PostgreSQL

/// The goals, funnels and segments of a site, as the tables hold them.
struct VisitDefinitions {
  /// A new number has all visits marked anew: where the same definitions mean something else.
  private static let version = 2

  private let site: Site

  init(_ site: Site) { self.site = site }

  private var isEmpty: Bool {
    site.goals.isEmpty && site.funnels.isEmpty && site.segments.isEmpty
  }

  /// Tells whether anything that is declared has changed; 0 where there is nothing.
  var fingerprint: Int64 {
    guard !isEmpty else { return 0 }
    let parts =
      ["\(Self.version)", site.zone.name]
      + [goals, funnels, steps, segments, conditions].flatMap(\.self).map { "\($0)" }
    var hasher = SipHash(key: SipHash.Key(0, 0))
    for part in parts {
      hasher.combine(text: part)
      hasher.combine(byte: 0)
    }
    let hash = hasher.finishSigned()
    return hash == 0 ? 1 : hash
  }

  /// Parameters of the statements that write them, without the site.
  var goals: [Parameter] {
    let goals = site.goals
    return [
      .textArray(goals.map(\.name)), .textArray(goals.map(\.title)),
      .textArray(goals.map(\.deed.says)),
    ] + Self.deeds(goals) + [
      .int2Array(goals.map { $0.every ? 1 : 0 }), .textArray(goals.map { $0.value ?? "" }),
    ]
  }

  var funnels: [Parameter] {
    let funnels = site.funnels
    return [
      .textArray(funnels.map(\.name)), .textArray(funnels.map(\.title)),
      .int2Array(funnels.map { $0.order == .strict ? 1 : 0 }),
      .int8Array(funnels.map { Int64($0.within ?? 0) }),
    ]
  }

  var steps: [Parameter] {
    let steps = site.funnels.flatMap { funnel in
      site.deeds(of: funnel).compactMap(\.self).enumerated().map {
        (funnel: funnel.name, place: $0 + 1, goal: $1)
      }
    }
    return [
      .textArray(steps.map(\.funnel)), .int2Array(steps.map { Int16($0.place) }),
      .textArray(steps.map(\.goal.title)),
    ] + Self.deeds(steps.map(\.goal))
  }

  private static func deeds(_ goals: [Site.Goal]) -> [Parameter] {
    let deeds = goals.map(\.deed)
    return [
      .textArray(deeds.map { $0.kinds.first?.rawValue ?? "" }),
      .textArray(deeds.map { lines($0.words) }),
      .textArray(deeds.map { lines($0.product) }), .textArray(deeds.map { $0.least ?? "" }),
    ]
  }

  var segments: [Parameter] {
    let segments = site.segments
    return [
      .textArray(segments.map(\.name)), .textArray(segments.map(\.title)),
      .textArray(segments.map(\.says)),
      .int2Array(
        segments.map { segment in
          segment.all.flatMap(\.list).contains(where: \.field.looksBeyond) ? 1 : 0
        }),
    ]
  }

  var conditions: [Parameter] {
    let rows = site.segments.flatMap { segment in
      segment.all.flatMap(\.list).enumerated().map {
        (segment: segment.name, place: $0 + 1, condition: $1)
      }
    }
    return [
      .textArray(rows.map(\.segment)), .int2Array(rows.map { Int16($0.place) }),
      .textArray(rows.map(\.condition.field.rawValue)),
      .textArray(
        rows.map { row in
          let words = Self.lines(row.condition.words)
          return row.condition.field.isPath ? words : words.lowercased()
        }),
      .int8Array(rows.map { Int64($0.condition.least ?? -1) }),
    ]
  }

  /// Settings hold no line breaks.
  private static func lines(_ words: [String]) -> String { words.joined(separator: "\n") }
}
