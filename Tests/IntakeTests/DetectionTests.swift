import Clickstream
import Intake
import Testing

struct DetectionTests {
  private static let common = #"::1 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1"#

  @Test(
    "each format is told from the others",
    arguments: [
      (common, AccessLogFormat.common), (common + #" "-" "A""#, .combined),
      ("shop.example:80 " + common, .vhostCommon),
      ("shop.example " + common + #" "-" "A""#, .vhostCombined),
      (common + #" "-" "A" "uid=0123456789ABCDEF0123456789ABCDEF-" 0.1"#, .combined),
      (common + #" "-" "cut off"#, .combined), (common + " 0.004", .common),
      (#"::1 - - [31/Feb/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1"#, .common),
      (#"::1 - - [17/May/1985:10:05:03 +0000] "" 400 0 "-" "-""#, .combined),
    ])
  func formats(line: String, format: AccessLogFormat) {
    #expect(FormatDetector.detect(Array((line + "\n").utf8)) == .found(format))
    #expect(FormatDetector.detect(Array("\n\n# a comment\r\n\(line)".utf8)) == .found(format))
  }

  @Test("a last line that is cut off does not count")
  func cutOff() {
    let text = Self.common + "\n" + Self.common.dropLast(30)
    #expect(FormatDetector.detect(Array(text.utf8)) == .found(.common))
  }

  @Test("a line with a single user of two words is not taken for a virtual host's")
  func majority() {
    let line = Self.common + #" "-" "A""#
    let odd = line.replacing("- - [", with: "- ann lee [")
    #expect(FormatDetector.detect(Array((odd + "\n" + line + "\n").utf8)) == .found(.combined))
  }

  @Test("the diagnosis names format, line, column and what was expected")
  func diagnosis() {
    let text = "\n" + Self.common + #" "http://a.example/\#u{1b}[31m "#
    guard case .unknown(let found) = FormatDetector.detect(Array(text.utf8)) else {
      Issue.record("was taken for a log")
      return
    }
    #expect(found.place?.format == .combined)
    #expect(found.place?.line == 2)
    #expect(found.place?.column == text.utf8.count)
    #expect(found.place?.expected == .closingQuote)
    #expect(!found.summary.contains("a.example"))
    #expect(found.summary.contains("column \(text.utf8.count): expected a closing quote"))
    #expect(found.sample.count <= 80)
  }

  @Test(
    "a file of another kind is called by its name",
    arguments: [
      ("\u{89}PNG\r\n", "a PNG picture"), ("%PDF-1.7\n", "a PDF document"),
      ("<!DOCTYPE html>\n<p>", "an HTML page"),
      ("#Fields: date time\n", "a W3C log, but the format does not say who asked"),
      ("Dear reader,\nthis is a text of several lines\nand no log\n", "a text without log lines"),
      ("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}", "binary data"),
    ])
  func likeness(text: String, name: String) {
    let bytes = text.unicodeScalars.flatMap { $0.value == 0x89 ? [0x89] : Array(String($0).utf8) }
    guard case .unknown(let diagnosis) = InputKind.sniff(bytes, name: "file") else {
      Issue.record("was taken for an input")
      return
    }
    #expect(diagnosis.likeness == name)
    #expect(diagnosis.summary.contains(name))
  }

  @Test(
    "every kind of input is told by its first bytes",
    arguments: [
      (common + "\n", InputKind.accessLog(.common)), ("", .empty), (" \r\n\n", .empty),
      (#"{"time":"2026-01-01T00:00:00Z","form":"contact"}"#, .forms),
      ("From ann@a.example Thu Jan  1 00:00:00 2026\nFrom: ann@a.example\n\nHello\n", .mbox),
      ("number,at,email,amount\n1,2026-01-01,a@b.example,5\n", .ledger("order")),
      (#"{"number":"1","at":"2026-01-01","amount":5}"#, .ledger("order")),
      ("\u{FEFF}Number;Name;Price\n1;Salt;1,50\n", .ledger("product")),
      (#"{"time":"2026-01-01T00:00:00Z","name":"Ann","email":"a@b.example"}"#, .forms),
      ("Received: from a\r\n by b\r\nFrom: ann@a.example\r\nDate: x\r\n\r\nHello", .message),
    ])
  func sniff(text: String, kind: InputKind) {
    #expect(InputKind.sniff(Array(text.utf8), name: "input") == kind)
  }

  @Test("lists of the same columns are told by the file's name, and those with others by none")
  func ledgers() {
    let costs = Array("number,day,purpose,amount\n1,2026-01-01,system,5\n".utf8)
    #expect(InputKind.sniff(costs, name: "lists/costs.csv") == .ledger("cost"))
    #expect(InputKind.sniff(costs, name: "benefits-2026.csv") == .ledger("benefit"))
    let other = Array("number,at,amount,wax seal\n1,2026-01-01,5,red\n".utf8)
    let words = Array("one,two,three\n1,2,3\n".utf8)
    for (bytes, name, part) in [
      (costs, "spending.csv", "`cost` and `benefit` alike"),
      (other, "orders.csv", "`order` with other columns besides: “wax seal”"),
      (words, "orders.csv", "not the fields of a ledger; `footfall import FILE --guess`"),
    ] {
      guard case .unknown(let diagnosis) = InputKind.sniff(bytes, name: name) else {
        Issue.record("\(name) was taken for an input")
        continue
      }
      #expect(diagnosis.summary.contains(part), "\(diagnosis.summary)")
      #expect(!diagnosis.summary.contains("red"))
    }
  }
}
