/// Categories to bands of equal width, in their order, with gaps between them.
package struct BandScale: Sendable {
  package let count: Int
  package let start: Double
  package let end: Double
  /// The part of each step that is left free, from 0 to 1.
  package let gap: Double

  package init(count: Int, start: Double, end: Double, gap: Double) {
    self.count = max(1, count)
    self.start = start
    self.end = end
    self.gap = gap
  }

  /// From the middle of one band to that of the next.
  package var step: Double { (end - start) / Double(count) }
  /// The width of a band.
  package var width: Double { step * (1 - gap) }

  /// Where the band of a category begins.
  package func position(_ index: Int) -> Double { start + step * (Double(index) + gap / 2) }
  /// The middle of the band of a category; a fraction lies between two of them.
  package func middle(_ index: Double) -> Double { start + step * (index + 0.5) }
}
