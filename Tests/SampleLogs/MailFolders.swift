import Clickstream

/// The messages where programs keep them: an old mbox, a Maildir, and files of their own.
struct MailFolders {
  /// Path below the folder of the mail, and the bytes.
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  private(set) var maildirCount = 0
  private(set) var mboxCount = 0
  private(set) var singleCount = 0

  /// The oldest messages are in the archive.
  static let archived = 59
  private static let singles = 20

  /// What is in them.
  struct Content {
    var messages: [Message]
    var vendorLetters: [Message]
    var bounces: [Bounce]
    var complaints: [FeedbackReport]
    var programs: [ProgramMail]
  }

  /// Messages that are in two folders.
  private(set) var duplicates = 0
  /// Messages of people whose sender the server proved.
  private(set) var proven = 0

  init(_ content: Content) {
    let messages = content.messages
    let answered = Set(messages.compactMap(\.inReplyTo))
    let texts = messages.indices.map { i in
      // One line that starts like the separator of an mbox.
      MailText(
        messages[i], style: MailText.Style.allCases[(i + i / 7) % MailText.Style.allCases.count],
        remark: i == 7 || messages[i].isInbound && i == 8
          ? "From the foyer one hears the rain." : nil)
    }
    var archive: [UInt8] = []
    for (message, text) in zip(messages, texts).prefix(Self.archived) {
      archive += Self.archived(message, text)
      mboxCount += 1
    }
    var kept: [Int] = []
    for i in messages.indices.dropFirst(Self.archived) {
      let place = i - Self.archived
      if place % 7 == 3, singleCount < Self.singles {
        singleCount += 1
        let day = London.day(of: messages[i].at)
        files.append(("\(day)-message-\(i + 1).eml", Self.withReturns(texts[i])))
      } else {
        kept.append(i)
      }
    }
    // Two messages came twice: they are in the Maildir and, delivered otherwise, in the archive.
    for twice in [
      kept.first { messages[$0].isInbound }, kept.first { messages[$0].staff != nil },
    ].compactMap(\.self) {
      archive += Self.archived(messages[twice], texts[twice])
      mboxCount += 1
      duplicates += 1
    }
    files.append(("archive.mbox", archive))
    proven =
      messages.indices.dropFirst(Self.archived).count { MailText.isProven(messages[$0]) }
      + content.vendorLetters.count(where: MailText.isProven)
    addReports(content)
    addOthers(content)
    let unread = Set(kept.suffix(9))
    for i in kept {
      let message = messages[i]
      let name = "\(message.at + 3).M\(100_000 + i * 37)P2214.larkspur"
      let flags = answered.contains(message.messageID) ? "RS" : "S"
      files.append(
        (
          unread.contains(i) ? "Maildir/new/\(name)" : "Maildir/cur/\(name):2,\(flags)",
          Array(texts[i].delivery.utf8) + texts[i].bytes
        ))
      maildirCount += 1
    }
    files.append(
      (
        "Maildir/new/1790000000.M7P2214.larkspur",
        Array("This is no message. Somebody has saved a note\nin the folder of the mail.\n".utf8)
      ))
    maildirCount += 1
    // Half delivered: nobody may read it.
    files.append(
      (
        "Maildir/tmp/1790000001.M8P2214.larkspur",
        Array("Date: Mon, 21 Sep 2026 15:00:00 +0100\nFrom: <half@quaynet.exa".utf8)
      ))
  }

  /// What other servers say of messages.
  private mutating func addReports(_ content: Content) {
    let reports =
      content.bounces.map { ($0.at, "returned", $0.text) }
      + content.complaints.map { ($0.at, "feedback", $0.text) }
    for (kind, reports) in Dictionary(grouping: reports, by: \.1).sorted(by: { $0.key < $1.key }) {
      for (index, report) in reports.enumerated() {
        singleCount += 1
        files.append(
          ("\(London.day(of: report.0))-\(kind)-\(index + 1).eml", Array(report.2.utf8)))
      }
    }
  }

  /// What vendors and programs wrote, and what went to vendors.
  private mutating func addOthers(_ content: Content) {
    let letters = content.vendorLetters.enumerated().map { index, letter in
      let text = MailText(
        letter, style: MailText.Style.allCases[index % MailText.Style.allCases.count], remark: nil)
      return (letter.at, Array(text.delivery.utf8) + text.bytes)
    }
    let others = letters + content.programs.map { ($0.at, Array($0.text.utf8)) }
    for (index, other) in others.enumerated() {
      let name = "\(other.0 + 3).M\(200_000 + index * 41)P2214.larkspur:2,S"
      files.append(("Maildir/cur/\(name)", other.1))
      maildirCount += 1
    }
  }

  private static func archived(_ message: Message, _ text: MailText) -> [UInt8] {
    let sender =
      message.isInbound ? message.address : MailText.mailbox(of: message)
    var result = Array("From \(sender) \(Clock.asctime(message.at))\n".utf8)
    let separator = Array("From ".utf8)
    for line in text.bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast() {
      if line.drop(while: { $0 == 62 }).starts(with: separator) { result.append(62) }
      result += line
      result.append(10)
    }
    result.append(10)
    return result
  }

  /// Lines that end as on the wire: carriage return, line feed.
  private static func withReturns(_ text: MailText) -> [UInt8] {
    (Array(text.delivery.utf8) + text.bytes).reduce(into: []) { result, byte in
      if byte == 10 { result.append(13) }
      result.append(byte)
    }
  }
}
