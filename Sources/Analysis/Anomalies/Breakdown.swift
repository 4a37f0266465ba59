/// The parts of a metric by one dimension: visits by source, orders by product.
package struct BreakdownDimension: Equatable, Sendable {
  package struct Part: Equatable, Sendable {
    package var name: String
    package var now: Double
    package var expected: Double

    package init(name: String, now: Double, expected: Double) {
      self.name = name
      self.now = now
      self.expected = expected
    }
  }

  package var name: String
  package var parts: [Part]

  package init(name: String, parts: [Part]) {
    self.name = name
    self.parts = parts
  }
}

/// Which part of a metric makes most of a difference between what is and what was expected.
package struct Breakdown: Equatable, Sendable {
  package struct Cause: Equatable, Sendable {
    package let dimension: String
    /// Nil for what no part of the dimension tells.
    package let part: String?
    /// Now less expected, in the unit of the metric.
    package let difference: Double
    /// Of the whole difference; above one, or below zero, where other parts went the other way.
    package let share: Double
    /// What share the part was expected to have of the metric: of a difference that befell all parts
    /// alike it would have as much.
    package let expectedShare: Double
    /// How much more of the difference lies here than of the metric; −1 to 1.
    ///
    /// Of a share beyond one the excess counts against it.
    package let surprise: Double
  }

  package let difference: Double
  /// All parts of all dimensions, the most surprising first.
  package let causes: [Cause]

  /// The part that makes at least half of the difference, and for which it is no matter of course;
  /// nil where the difference lies in all parts alike.
  package var mainCause: Cause? {
    causes.first { $0.part != nil && $0.share >= 0.5 && $0.surprise >= 0.2 }
  }

  /// - Parameters:
  ///   - dimensions: the parts of each; what they lack of the totals is told as a part without name.
  /// - Returns: a refusal where there is no difference or no part.
  package static func explain(
    now: Double, expected: Double, by dimensions: [BreakdownDimension]
  ) -> Finding<Breakdown> {
    let difference = now - expected
    let parts = dimensions.reduce(0) { $0 + $1.parts.count }
    guard difference != 0, parts > 0 else {
      return .withheld(.tooFew(.parts, have: difference == 0 ? 0 : parts, need: 1))
    }
    var causes: [Cause] = []
    for dimension in dimensions {
      func cause(_ name: String?, _ partNow: Double, _ partExpected: Double) -> Cause {
        let share = (partNow - partExpected) / difference
        let usual = expected != 0 ? partExpected / expected : 0
        let fit = share <= 1 ? share : 2 - share
        return Cause(
          dimension: dimension.name, part: name, difference: partNow - partExpected, share: share,
          expectedShare: usual, surprise: min(max(fit - usual, -1), 1))
      }
      causes += dimension.parts.map { cause($0.name, $0.now, $0.expected) }
      let restNow = now - dimension.parts.reduce(0) { $0 + $1.now }
      let restExpected = expected - dimension.parts.reduce(0) { $0 + $1.expected }
      let unit = 1e-9 * max(abs(now), abs(expected))
      if abs(restNow) > unit || abs(restExpected) > unit {
        causes.append(cause(nil, restNow, restExpected))
      }
    }
    causes.sort {
      ($1.surprise, $0.dimension, $0.part ?? "") < ($0.surprise, $1.dimension, $1.part ?? "")
    }
    return .told(Breakdown(difference: difference, causes: causes))
  }
}
