/// Amounts as people read them, with the digits that their currency has behind the point (ISO 4217).
enum MoneyText {
  private static let whole: Set<String> = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
    "VUV",
    "XAF", "XOF", "XPF",
  ]
  private static let thousandths: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

  /// - Parameter digits: as the database writes a number; none are taken away from it.
  static func text(_ digits: String, _ currency: String) -> String {
    let decimals = whole.contains(currency) ? 0 : thousandths.contains(currency) ? 3 : 2
    let parts = digits.split(separator: ".", maxSplits: 1)
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    while fraction.count > decimals, fraction.hasSuffix("0") { fraction.removeLast() }
    while fraction.count < decimals { fraction += "0" }
    let number = (parts.first ?? "0") + (fraction.isEmpty ? "" : "." + fraction)
    return currency.isEmpty ? String(number) : "\(number) \(currency)"
  }
}
