internal import Glibc

/// A lead as the odds of others are learned from it, or foretold for it.
package struct Lead: Equatable, Sendable {
  package struct Feature: Hashable, Sendable {
    package var field: String
    package var value: String

    package init(field: String, value: String) {
      self.field = field
      self.value = value
    }
  }

  /// Counted from any fixed day: when the lead was made.
  package var day: Int
  /// Fields that are set; a field of tags may stand here more than once.
  package var features: [Feature]
  /// Nil while it is open.
  package var isWon: Bool?

  package init(day: Int, features: [Feature], isWon: Bool?) {
    self.day = day
    self.features = features
    self.isWon = isWon
  }
}

/// What the fields of leads that were won, and lost, say of another.
///
/// S(won) = P(won) · Π won of the value / won of the field, S(lost) alike, and the chance is
/// S(won) / (S(won) + S(lost)). Counts begin at 0.1, so that no value is a verdict. The form is that
/// of Odoo's predictive scoring.
package struct NaiveBayes: Sendable {
  private struct Count {
    var won = 0.1
    var lost = 0.1
    var observations = 0
  }

  private let counts: [Lead.Feature: Count]
  private let totals: [String: Count]
  private let won: Int
  private let lost: Int
  private let tags: Set<String>
  private let stages: Set<String>

  /// - Parameters:
  ///   - tags: fields whose values are ignored below fifty observations.
  ///   - stages: fields whose values all leads pass through: shares are of all leads.
  package init(learningFrom leads: [Lead], tags: Set<String> = [], stages: Set<String> = []) {
    var counts: [Lead.Feature: Count] = [:]
    var won = 0
    var lost = 0
    for lead in leads {
      guard let isWon = lead.isWon else { continue }
      won += isWon ? 1 : 0
      lost += isWon ? 0 : 1
      for feature in Set(lead.features) {
        counts[feature, default: Count()].observations += 1
        if isWon {
          counts[feature, default: Count()].won += 1
        } else {
          counts[feature, default: Count()].lost += 1
        }
      }
    }
    var totals: [String: Count] = [:]
    for (feature, count) in counts.sorted(by: { Self.precedes($0.key, $1.key) }) {
      var total = totals[feature.field] ?? Count(won: 0, lost: 0)
      total.won += count.won
      total.lost += count.lost
      totals[feature.field] = total
    }
    self.counts = counts
    self.totals = totals
    self.won = won
    self.lost = lost
    self.tags = tags
    self.stages = stages
  }

  /// The chance that a lead is won, and which features speak for and against it.
  package struct Chance: Equatable, Sendable {
    package struct Reason: Equatable, Sendable {
      package let feature: Lead.Feature
      /// ln of how much more usual the feature is among the won: above zero speaks for it.
      package let weight: Double
    }

    package let probability: Double
    /// The weightiest first.
    package let reasons: [Reason]
  }

  /// Values that were never seen are skipped; with no lead won, or none lost, it is that share.
  package func chance(of lead: Lead) -> Chance {
    guard won > 0, lost > 0 else {
      return Chance(probability: won > 0 ? 1 : 0, reasons: [])
    }
    var reasons: [Chance.Reason] = []
    for feature in Set(lead.features) {
      guard let count = counts[feature],
        !tags.contains(feature.field) || count.observations >= Thresholds.tagObservations
      else { continue }
      let ofAll = stages.contains(feature.field)
      let allWon = ofAll ? Double(won) : totals[feature.field]?.won ?? 0
      let allLost = ofAll ? Double(lost) : totals[feature.field]?.lost ?? 0
      guard allWon > 0, allLost > 0 else { continue }
      reasons.append(
        Chance.Reason(
          feature: feature, weight: log(count.won / allWon) - log(count.lost / allLost)))
    }
    reasons.sort {
      abs($0.weight) != abs($1.weight)
        ? abs($0.weight) > abs($1.weight) : Self.precedes($0.feature, $1.feature)
    }
    let odds = reasons.reduce(log(Double(won)) - log(Double(lost))) { $0 + $1.weight }
    return Chance(probability: 1 / (1 + exp(-odds)), reasons: reasons)
  }

  private static func precedes(_ one: Lead.Feature, _ other: Lead.Feature) -> Bool {
    (one.field, one.value) < (other.field, other.value)
  }
}
