package import Markup

/// Where a figure stands on the page.
package enum FigureSize: Sendable {
  /// Across the page: drawn once for wide windows and once for narrow ones.
  case full
  /// In one of two columns: drawn once.
  case half

  var shapes: [Shape] { self == .full ? [.wide, .narrow] : [.half] }
}

/// The space a picture is drawn for; the style sheet shows the one that fits.
package enum Shape: String, Sendable {
  case wide, narrow, half

  /// The width in units of the picture, which are pixels where nothing is scaled.
  package var width: Double { self == .wide ? 880 : 340 }
  var isWide: Bool { self == .wide }
}

/// A figure that is drawn as pictures.
package protocol Chart {
  /// What the picture shows, in a few words: its accessible name.
  var title: String { get }
  /// What it says, in a sentence.
  var summary: String { get }
  /// The marks for one shape, and the height they take.
  func draw(_ shape: Shape) -> Drawing
}

/// Marks and the height they need.
package struct Drawing {
  package var height: Double
  package var marks: [Node]

  package init(height: Double, marks: [Node]) {
    self.height = height
    self.marks = marks
  }
}

extension Chart {
  /// The figure as pictures; `id` must be unique on the page and is the stem of all ids inside.
  package func markup(id: String, size: FigureSize = .full) -> Node {
    .fragment(size.shapes.map { picture(id: id, shape: $0) })
  }

  /// One picture, as it may also stand in a file of its own.
  package func picture(id: String, shape: Shape) -> Node {
    let drawing = draw(shape)
    let name = "\(id)-\(shape.rawValue)"
    let view = "0 0 \(Number.svg(shape.width)) \(Number.svg(drawing.height))"
    return h(
      .svg,
      [
        .class(shape.rawValue), .init(.viewBox, view), .init(.role, "img"),
        .init(.ariaLabelledby, "\(name)-title \(name)-desc"),
      ],
      [
        h(.title, [.id("\(name)-title")], .text(Label.clean(title))),
        h(.desc, [.id("\(name)-desc")], .text(Label.clean(summary, limit: 600))),
      ] + drawing.marks)
  }
}
