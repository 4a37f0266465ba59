import Clickstream

/// The rules of visitors, sessions and visits in their plainest form: the truth to compare with.
struct ReferenceSessions {
  struct Session {
    var visitor: String
    var hits: [Hit]

    /// What a person's agent hides: one is a bot who asks for robots.txt, tries doors, finds next to
    /// nothing, opens pages by the hundred or never looks at one.
    var isDisguised: Bool {
      guard hits[0].client.audience == "person" else { return false }
      func count(_ kinds: String...) -> Int { hits.count { kinds.contains($0.kind) } }
      let (pages, errors) = (count("page"), count("error", "probe"))
      return count("robots") > 0 || count("probe") > 1
        || errors >= 30 && errors > 4 * count("page", "download") || pages >= 200
        || pages >= 10 && count("asset") == 0
    }

    var audience: String { isDisguised ? "bot" : hits[0].client.audience }

    /// A session of a person with a page view or a download.
    var isVisit: Bool {
      audience == "person" && hits.contains { ["page", "download"].contains($0.kind) }
    }
  }

  private(set) var sessions: [Session] = []

  private static let silence: Seconds = 1_800
  private static let day: Seconds = 86_400

  init(_ hits: [Hit]) {
    let visitors = Dictionary(grouping: hits) { hit in
      "\(London.saltPeriod(of: hit.at)) \(hit.client.address) \(hit.client.agent)"
    }
    for (visitor, unsorted) in visitors.sorted(by: { $0.key < $1.key }) {
      var chainStart: Seconds = 0
      for hit in unsorted.sorted(by: { $0.at < $1.at }) {
        guard let last = sessions.last, last.visitor == visitor, let before = last.hits.last,
          hit.at - before.at < Self.silence
        else {
          chainStart = hit.at
          sessions.append(Session(visitor: visitor, hits: [hit]))
          continue
        }
        let midnight = London.midnight(of: London.day(of: hit.at))
        if before.at < midnight, chainStart <= midnight - Self.day {
          sessions.append(Session(visitor: visitor, hits: [hit]))
        } else {
          sessions[sessions.count - 1].hits.append(hit)
        }
      }
    }
  }
}
