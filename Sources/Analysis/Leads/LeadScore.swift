/// How well a score foretells what comes out.
package struct Reliability: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package let leads: Int
    /// The mean of the chances that were foretold.
    package let foretold: Double
    /// The share that was won.
    package let won: Double
  }

  /// From the least chances to the greatest, in groups of about equal size; equal chances stand in
  /// one group.
  package let rows: [Row]
  /// The probability that a lead that was won stands above one that was lost, ties counting half;
  /// nil where there are not both.
  package let auc: Double?

  package init(_ outcomes: [(chance: Double, isWon: Bool)], groups: Int = 5) {
    let sorted = outcomes.sorted { $0.chance < $1.chance }
    let count = sorted.count
    let groups = max(groups, 1)
    var rows: [Row] = []
    var first = 0
    for group in 1...groups {
      var last = max(group * count / groups, first)
      while last > first, last < count, sorted[last].chance == sorted[last - 1].chance { last += 1 }
      let leads = sorted[first..<last]
      first = last
      guard !leads.isEmpty else { continue }
      rows.append(
        Row(
          leads: leads.count, foretold: leads.reduce(0) { $0 + $1.chance } / Double(leads.count),
          won: Double(leads.count { $0.isWon }) / Double(leads.count)))
    }
    self.rows = rows
    let won = sorted.count { $0.isWon }
    guard won > 0, won < count else {
      auc = nil
      return
    }
    var ranks = 0.0
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, sorted[end].chance == sorted[start].chance { end += 1 }
      ranks += Double(sorted[start..<end].count { $0.isWon }) * Double(start + 1 + end) / 2
      start = end
    }
    auc = (ranks - Double(won * (won + 1)) / 2) / Double(won * (count - won))
  }
}

/// A score of leads that was tried on later leads than it was learned from.
package struct LeadScore: Sendable {
  /// Learned from all leads that are closed.
  package let model: NaiveBayes
  /// Of a model that was learned from the earlier leads, on the later ones.
  package let reliability: Reliability
  package let learnedFrom: Int
  package let triedOn: Int

  /// - Parameters:
  ///   - leads: open ones do not count.
  ///   - trial: the share of leads, the latest, that reliability is told from.
  package static func learn(
    from leads: [Lead], tags: Set<String> = [], stages: Set<String> = [], trial: Double = 0.3,
    atLeast need: Int = Thresholds.wins
  ) -> Finding<LeadScore> {
    let closed = leads.filter { $0.isWon != nil }.enumerated()
      .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    let won = closed.count { $0.isWon == true }
    let refusal =
      Refusal.unless(.wins, won, atLeast: max(need, 1))
      ?? .unless(.losses, closed.count - won, atLeast: max(need, 1))
    if let refusal { return .withheld(refusal) }
    // Leads of one day stay together: the later ones must be later.
    var split = closed.count - Int(Double(closed.count) * trial)
    while split > 0, split < closed.count, closed[split].day == closed[split - 1].day { split += 1 }
    let earlier = NaiveBayes(
      learningFrom: Array(closed[..<split]), tags: tags, stages: stages)
    let tried = closed[split...].map {
      (chance: earlier.chance(of: $0).probability, isWon: $0.isWon == true)
    }
    return .told(
      LeadScore(
        model: NaiveBayes(learningFrom: closed, tags: tags, stages: stages),
        reliability: Reliability(tried), learnedFrom: split, triedOn: tried.count))
  }
}
