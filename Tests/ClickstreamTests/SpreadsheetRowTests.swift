import Clickstream
import Testing

@Suite("Rows for spreadsheets")
struct SpreadsheetRowTests {
  @Test(
    "what a spreadsheet would calculate is text",
    arguments: [
      "=1+1", "+cmd", "-2+3", "@SUM(A1)", " =1+1", "\u{A0}=1", "\t=1", "\r=1", "\n=1",
      "\u{FF1D}1+1", "\u{FF0B}1", "\u{FF20}x", "\u{200B}=1", "\u{202E}=1", "\u{FEFF}=1",
      "\u{2212}2+1",
      "=HYPERLINK(\"http://x\",\"y\")", "--1", "+1-800", "-1 OR", "- x",
    ])
  func formulas(text: String) {
    let cell = SpreadsheetRow.text([text])
    let bare = cell.hasPrefix("\"") ? cell.dropFirst() : cell[...]
    #expect(bare.hasPrefix("'"), "\(cell.debugDescription)")
  }

  @Test("numbers and words stay as they are", arguments: ["-5", "+4.5", "-0.25", "a=b", "", "1-2"])
  func others(text: String) {
    #expect(SpreadsheetRow.text([text]) == text)
  }

  @Test("separators, quotes and ends of lines stand between quotes")
  func quotes() {
    #expect(
      SpreadsheetRow.text(["a,b", "c\"d", "e\nf", "g;h", "i"])
        == "\"a,b\",\"c\"\"d\",\"e\nf\",\"g;h\",i")
  }
}
