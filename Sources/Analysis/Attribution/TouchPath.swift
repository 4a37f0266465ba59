/// The touches of customers before a conversion, or before none, in order; equal paths may be one.
package struct TouchPath: Equatable, Sendable {
  package struct Touch: Equatable, Sendable {
    package var channel: String
    /// Days before the end of the path; zero or more.
    package var daysBefore: Double

    package init(channel: String, daysBefore: Double) {
      self.channel = channel
      self.daysBefore = daysBefore
    }
  }

  /// The oldest first.
  package var touches: [Touch]
  package var conversions: Int
  /// Paths that ended without a conversion; Markov's removal alone looks at them.
  package var nonConversions: Int
  /// What the conversions brought together, in any currency.
  package var value: Double

  package init(touches: [Touch], conversions: Int, nonConversions: Int = 0, value: Double = 0) {
    self.touches = touches
    self.conversions = conversions
    self.nonConversions = nonConversions
    self.value = value
  }
}

/// How the conversions of a path are dealt out to its channels.
package enum AttributionModel: String, CaseIterable, Hashable, Sendable {
  case first
  case last
  /// The last touch that is not direct; where all are, the last.
  case lastNonDirect = "last non-direct"
  /// To all touches alike.
  case linear
  /// 40 % to the first, 40 % to the last, 20 % to those between; halves of two.
  case position
  /// Half for each seven days that a touch lies further back.
  case timeDecay = "time decay"
  /// By what would be lost without the channel, in the chain of all paths.
  case markov = "Markov"
  /// To the different channels of a path alike: Shapley's values of the conversions of sets.
  case shapley = "Shapley"
}

/// What one channel brought by one model.
package struct AttributionCredit: Equatable, Sendable {
  package let channel: String
  package let conversions: Double
  /// In the currency of the paths.
  package let value: Double
}
