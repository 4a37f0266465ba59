/// The ten named segments of recency and frequency; each of the 25 cells has exactly one name.
///
/// The names are widely copied, and where they come from is not known: print the grid beside them.
package enum CustomerSegment: String, CaseIterable, Hashable, Sendable {
  case champions
  case loyal
  case potentialLoyalist = "potential loyalist"
  case new
  case promising
  case needAttention = "need attention"
  case aboutToSleep = "about to sleep"
  case atRisk = "at risk"
  case cannotLose = "can't lose"
  case hibernating

  /// - Parameters:
  ///   - recency: the score of recency, 1 to 5.
  ///   - frequency: the score of frequency, 1 to 5.
  package init(recency: Int, frequency: Int) {
    self =
      switch (recency, frequency) {
      case (...2, ...2): .hibernating
      case (...2, ...4): .atRisk
      case (...2, _): .cannotLose
      case (3, ...2): .aboutToSleep
      case (3, 3): .needAttention
      case (...4, 4...): .loyal
      case (4, 1): .promising
      case (_, 1): .new
      case (_, ...3): .potentialLoyalist
      default: .champions
      }
  }
}
