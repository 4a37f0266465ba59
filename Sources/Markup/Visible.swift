/// Characters that must not stand in markup as they are, and how they are shown instead.
enum Visible {
  /// Whether XML 1.0 forbids the character or HTML calls it a control or a noncharacter.
  static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }

  /// Whether the character changes the order or hides among others: overrides and isolates of
  /// direction, marks of direction, spaces and joiners without width but those of scripts.
  static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// The character as a programmer writes it: `\x1b`, `\u202e`, `\u{1fffe}`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let padded = { String(repeating: "0", count: max(0, $0 - digits.count)) + digits }
    return switch scalar.value {
    case 0...0xFF: "\\x" + padded(2)
    case 0x100...0xFFFF: "\\u" + padded(4)
    default: "\\u{" + digits + "}"
    }
  }
}
