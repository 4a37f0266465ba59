import Intake
import Support
import Testing

@Suite("Rows of delimited values")
struct DelimitedReaderTests {
  private func rows(_ text: String, separator: Character = ",") -> [[String]] {
    var reader = DelimitedReader(
      Array(text.utf8), dialect: DelimitedDialect(separator: separator.asciiValue ?? 0))
    var result: [[String]] = []
    while let row = reader.next() {
      result.append(
        row.values.map { String(decoding: $0, as: UTF8.self) } + (row.isBroken ? ["!"] : []))
    }
    return result
  }

  @Test("quotes, separators, line ends of every kind, empty values and empty lines")
  func cases() {
    #expect(rows("a,b\nc,d") == [["a", "b"], ["c", "d"]])
    #expect(rows("a,\r\n,b\r\n\r\n") == [["a", ""], ["", "b"]])
    #expect(rows("a,b\rc,d\r") == [["a", "b"], ["c", "d"]])
    #expect(rows("\"a,1\",\"say \"\"no\"\"\"\n") == [["a,1", "say \"no\""]])
    #expect(rows("\"two\nlines\",b\nc,d\n") == [["two\nlines", "b"], ["c", "d"]])
    #expect(rows("a;b;\"c;d\"\n", separator: ";") == [["a", "b", "c;d"]])
    #expect(rows("5\" pipe,x\n") == [["5\" pipe", "x"]])
  }

  @Test("a quote that is not closed breaks its own line only")
  func openQuote() {
    #expect(rows("\"a,b\nc,d\n") == [["\"a,b", "!"], ["c", "d"]])
    #expect(rows("\"a\"x,b\nc,d\n").last == ["c", "d"])
    #expect(rows("\"a\"x,b\n").first?.last == "!")
  }

  @Test("what was written is what is read", arguments: UInt64(1)...200)
  func roundTrip(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet: [Character] = ["a", "b", "\"", ",", ";", "\n", "\r", " ", "é", "\t"]
    let separator: Character = [",", ";", "\t"].randomElement(using: &random) ?? ","
    let width = Int.random(in: 2...5, using: &random)
    let table = (0..<Int.random(in: 1...20, using: &random)).map { _ in
      (0..<width).map { _ in
        String(
          (0..<Int.random(in: 0...6, using: &random)).map { _ in
            alphabet.randomElement(using: &random) ?? ","
          })
      }
    }
    let end = ["\n", "\r\n"].randomElement(using: &random) ?? ","
    let text = table.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(
        separator: String(separator))
    }.joined(separator: end)
    #expect(rows(text, separator: separator) == table)
  }

  @Test("the separator is told by the first line, or said by it")
  func dialects() {
    func separator(_ text: String) -> Character {
      Character(Unicode.Scalar(DelimitedDialect(sniffing: Array(text.utf8)).separator))
    }
    #expect(separator("a,b,c\n1;2,3,4") == ",")
    #expect(separator("a;b;c\n1,2;3,4;5") == ";")
    #expect(separator("a\tb\n") == "\t")
    #expect(separator("\"x,y,z\";b\n") == ";")
    #expect(separator("sep=|\r\na,b|c\r\n") == "|")
    #expect(DelimitedDialect.preambleLength(Array("sep=;\r\na;b".utf8)) == 7)
  }

  @Test("text is decoded from what spreadsheets write")
  func encodings() {
    let text = "Größe;Preis €\n"
    func decoded(_ bytes: [UInt8]) -> String {
      String(decoding: LedgerText.utf8(bytes), as: UTF8.self)
    }
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(decoded([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == text)
    #expect(decoded(Array(text.utf8)) == text)
    #expect(decoded([0xFF, 0xFE] + little) == text)
    #expect(decoded([0xFE, 0xFF] + big) == text)
    #expect(decoded(little) == text)
    let western = text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
    #expect(decoded(western) == text)
  }

  @Test(
    "text of an encoding that was named",
    arguments: [
      ("windows-1250", [0x8E, 0x6C, 0x75, 0x9D]), ("ISO-8859-2", [0xAE, 0x6C, 0x75, 0xBB]),
      ("KOI8-R", [0xD6, 0xC1, 0xD2]), ("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B]),
      ("UTF-16LE", [0x7D, 0x01, 0x6C, 0x00]), ("UTF-7", Array("+AX4-l".utf8)),
      ("UTF-8", [0xEF, 0xBB, 0xBF, 0xC5, 0xBE]),
    ] as [(String, [UInt8])])
  func named(name: String, bytes: [UInt8]) throws {
    let encoding = try #require(LedgerEncoding(name))
    let texts = [
      "windows-1250": "Žluť", "ISO-8859-2": "Žluť", "KOI8-R": "жар", "Shift_JIS": "日本",
      "UTF-16LE": "Žl", "UTF-7": "žl", "UTF-8": "ž",
    ]
    let text = try #require(encoding.utf8(bytes))
    let shown = String(decoding: text, as: UTF8.self)
    #expect(shown == texts[name])
    #expect(LedgerEncoding("latin-77") == nil)
    #expect(LedgerEncoding("UTF-8//IGNORE") == nil)
    #expect(LedgerEncoding("") == nil)
    // A letter of two bytes that was cut off.
    #expect(try #require(LedgerEncoding("Shift_JIS")).utf8([0x93, 0xFA, 0x96]) == nil)
    let long = (0..<50_000).flatMap { _ in bytes }
    #expect(encoding.utf8(long)?.isEmpty == false)
  }
}
