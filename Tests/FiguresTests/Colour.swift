import Foundation

/// A colour of the style sheet, its parts of linear light.
struct Colour {
  let red: Double
  let green: Double
  let blue: Double

  private init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init?(_ text: some StringProtocol) {
    guard text.hasPrefix("#"), let value = UInt32(text.dropFirst().prefix(6), radix: 16) else {
      return nil
    }
    func linear(_ part: UInt32) -> Double {
      let share = Double(part & 255) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    self.init(red: linear(value >> 16), green: linear(value >> 8), blue: linear(value))
  }

  /// Contrast by WCAG 2, from 1 to 21.
  func contrast(_ other: Colour) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }

  private var luminance: Double { 0.2126 * red + 0.7152 * green + 0.0722 * blue }

  /// The colour as an eye without one kind of cone sees it.
  func seen(by vision: Vision) -> Colour {
    let rows = vision.rows
    func part(_ row: [Double]) -> Double {
      min(1, max(0, row[0] * red + row[1] * green + row[2] * blue))
    }
    return Colour(red: part(rows[0]), green: part(rows[1]), blue: part(rows[2]))
  }

  /// The distance in CIE L*a*b*; about 2 is the least that is seen side by side.
  func difference(_ other: Colour) -> Double {
    let squares = zip(lab, other.lab).map { ($0 - $1) * ($0 - $1) }
    return squares.reduce(0, +).squareRoot()
  }

  private var lab: [Double] {
    func root(_ value: Double) -> Double {
      value > 0.008856 ? cbrt(value) : 7.787 * value + 16 / 116
    }
    let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    let y = root(luminance)
    let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }
}

/// Kinds of colour vision (Machado, Oliveira, Fernandes 2009, full severity).
enum Vision: CaseIterable {
  case full, protan, deutan, tritan

  fileprivate var rows: [[Double]] {
    switch self {
    case .full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protan:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deutan:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritan:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }
}
