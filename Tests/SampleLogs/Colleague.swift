/// Somebody of the staff who writes from an address of their own, with a copy to the log.
struct Colleague {
  /// Where copies of what staff writes go.
  static let log = "log@larkspur.example"

  var name: String
  var address: String

  private static let all = [
    Colleague(name: "Orla Finch", address: "orla.finch@larkspur.example"),
    Colleague(name: "Desmond Pike", address: "desmond.pike@larkspur.example"),
    Colleague(name: "Ruth Calder", address: "ruth.calder@larkspur.example"),
  ]

  fileprivate static func number(_ number: Int) -> Colleague { all[number % all.count] }
}

extension Conversations {
  /// Some answers come from staff: not those of the archive, and none that came back.
  mutating func shareAmongStaff() {
    var answer = 0
    for index in messages.indices where !messages[index].isInbound {
      defer { answer += 1 }
      guard index >= MailFolders.archived, answer % 4 == 3, !Bounce.places.contains(answer) else {
        continue
      }
      messages[index].staff = .number(answer / 4)
    }
  }

  /// What people enclose.
  mutating func attachFiles() {
    for index in messages.indices {
      let number = 1_000 + index
      messages[index].attachment =
        switch (messages[index].topic, messages[index].isInbound) {
        case ("job", true): .cv
        case ("complaint", true) where index % 2 == 0: .photograph("view-\(number)")
        case ("payment_invoice", true) where index % 2 == 0: .invoice("2026-\(number)")
        case ("quotation", false): .quotation("L-\(number)")
        default: nil
        }
    }
  }
}

/// A file that comes with a letter.
struct Attachment {
  var name: String
  var type: String
  var bytes: [UInt8]

  static let cv = paper("cv", "an invented curriculum vitae")

  static func invoice(_ number: String) -> Attachment {
    paper("invoice-\(number)", "an invented invoice, number \(number)")
  }

  static func quotation(_ number: String) -> Attachment {
    paper("quotation-\(number)", "an invented quotation, number \(number)")
  }

  private static func paper(_ name: String, _ text: String) -> Attachment {
    Attachment(
      name: "\(name).pdf", type: "application/pdf",
      bytes: Array("%PDF-1.4\n% \(text)\n%%EOF\n".utf8))
  }

  /// The beginning and the end of a picture, and nothing between.
  static func photograph(_ name: String) -> Attachment {
    Attachment(
      name: "\(name).jpg", type: "image/jpeg",
      bytes: [0xff, 0xd8, 0xff, 0xe0, 0, 16] + Array("JFIF\0\u{1}".utf8)
        + [1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9])
  }
}
