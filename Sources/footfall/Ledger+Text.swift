import Clickstream

extension Ledger {
  /// Its name, what it is a list of, and a line for each field: `needed` where a row without it is
  /// none.
  var fieldText: String {
    "\(name): \(meaning)\n"
      + Columns.text(
        fields.map { field in
          ["", field.name, field.kindText, field.isRequired ? "needed" : "", field.meaningText]
        })
  }
}

extension Ledger.Field {
  fileprivate var kindText: String {
    switch kind {
    case .text: "text"
    case .email: "mail address"
    case .phone: "telephone"
    case .decimal: "number"
    case .day: "day"
    case .instant: "time"
    case .flag: "yes or no"
    case .currency: "currency"
    case .word: "word"
    }
  }

  fileprivate var meaningText: String {
    words.isEmpty ? meaning : "\(meaning) One of \(words.joined(separator: ", "))."
  }
}
