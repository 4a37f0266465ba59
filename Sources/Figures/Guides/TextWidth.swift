/// Advance widths of the widest of the usual interface typefaces, so that text which is measured to
/// fit does fit, whatever `system-ui` is on the reader's machine.
enum TextWidth {
  /// Hundredths of an em for U+0020 to U+007E.
  private static let ascii: [UInt8] = [
    32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34,
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56,
    102, 69, 69, 73, 77, 67, 61, 78, 76, 30, 50, 67, 56, 87, 75, 79,
    67, 79, 73, 67, 62, 74, 69, 99, 69, 67, 69, 39, 34, 39, 84, 56,
    50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62,
    64, 64, 42, 52, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
  ]

  /// The width of a text in ems.
  static func ems(of text: String) -> Double {
    var hundredths = 0
    for scalar in text.unicodeScalars { hundredths += hundredthsOfEm(scalar) }
    return Double(hundredths) / 100
  }

  private static func hundredthsOfEm(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: return Int(ascii[Int(scalar.value) - 0x20])
    case 0x202F, 0xA0: return 32
    case 0x2013: return 60
    case 0x2026: return 100
    case 0x2212: return 84
    case 0xFDF0...0xFDFD: return 900  // Arabic words in one character
    case 0x12000...0x1254F: return 400  // cuneiform
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    return switch scalar.value {
    case 0..<0x250: 90
    case 0x250..<0x1100: 110
    case 0x1F000...: 150
    default: 120
    }
  }
}
