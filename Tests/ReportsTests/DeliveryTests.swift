import Clickstream
import Foundation
import PostgreSQL
import Reports
import Support
import Testing

@Suite("Delivering pages", .database(from: .migrated))
struct DeliveryTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private struct Refusal: Error, CustomStringConvertible {
    let description = "no paper"
  }

  private func filledSite() async throws -> TestSite {
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 51), try site.messages())
    return site
  }

  @discardableResult
  private func report(
    _ site: TestSite, now: Instant = Instant(microseconds: 0), keepsDays: Int = 0,
    print: PagePrinter? = nil
  ) async throws -> ReportSummary {
    try await Reporter(
      server: try TestDatabase.required.info, dashboards: [TestFolders.shipped],
      sites: [site.site], output: folders.output, personsOutput: folders.persons, personPages: 5,
      now: now, keepsDays: keepsDays, print: print
    ).run()
  }

  private func inode(_ path: String) throws -> UInt64 {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.systemFileNumber] as? UInt64)
  }

  @Test("the Overview for mail is one file: its style holds by its digest, and it leads nowhere")
  func mail() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await site.storeLedgers()
    try await report(site)
    let pages = try folders.files(in: folders.output)
    let mail = try #require(pages["larkspur/overview-mail.html"])
    #expect(mail.utf8.count < 300_000)
    let style = try #require(
      mail.components(separatedBy: "<style>").dropFirst().first?
        .components(separatedBy: "</style>").first)
    #expect(style == pages["style.css"])
    let connection = try await TestDatabase.required.connect()
    let found: String? = try await connection.query(
      "SELECT encode(sha256(convert_to($1, 'UTF8')), 'base64') AS digest", name: "digest",
      [.text(style)]
    ).first?.get("digest")
    await connection.close()
    let digest = try #require(found)
    #expect(mail.contains("style-src &#39;sha256-\(digest)&#39;"))
    let addresses = TestPage(mail.replacing(style, with: "")).addresses
    #expect(addresses.allSatisfy { $0.hasPrefix("#") || $0.contains(":") })
    #expect(!mail.contains("<link") && !mail.contains("src="))
    // It says what the page says.
    let page = try #require(pages["larkspur/overview.html"])
    for id in ["visits-by-day", "numbers", "top-pages"] where page.contains("id=\"\(id)\"") {
      #expect(mail.contains("<section id=\"\(id)\">"))
    }
    #expect(pages.keys.filter { $0.hasSuffix("-mail.html") }.count == 1)
    #expect(!(try folders.files(in: folders.persons)).keys.contains { $0.contains("mail.html") })
  }

  @Test("a document of the first page lies beside it; where none can be made the pages are there")
  func documents() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    let good = try await report(site) { page in
      #expect(page.hasSuffix("/larkspur/overview.html"))
      #expect(FileManager.default.fileExists(atPath: page))
      return Array("%PDF-\u{1F3AD}".utf8) + [0, 0xff]
    }
    #expect(good.failures == [])
    let document = FileManager.default.contents(atPath: folders.output + "/larkspur/overview.pdf")
    #expect(document?.suffix(2) == Data([0, 0xff]))
    let bad = try await report(site) { _ in throw Refusal() }
    #expect(bad.failures == ["larkspur/overview.pdf was not written: no paper"])
    let pages = try folders.files(in: folders.output)
    #expect(pages["larkspur/overview.html"] != nil && pages["larkspur/overview.pdf"] == nil)
  }

  @Test("pages of runs before are kept a folder a day, and dropped after their days")
  func keptRuns() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    let kept = folders.output + "-kept"
    try await report(site, keepsDays: 3)
    let first = try folders.files(in: folders.output)
    #expect(!FileManager.default.fileExists(atPath: kept))
    let written = try #require(
      try FileManager.default.attributesOfItem(atPath: folders.output + "/.footfall-pages")[
        .modificationDate] as? Date)
    let now = Instant(microseconds: Int64(written.timeIntervalSince1970 * 1_000_000))
    let day = site.site.zone.day(of: now).description
    try await report(site, now: now, keepsDays: 3)
    #expect(try folders.files(in: "\(kept)/\(day)") == first)
    // What has not changed is the same file.
    let page = "larkspur/overview.html"
    #expect(try inode("\(kept)/\(day)/\(page)") == inode("\(folders.output)/\(page)"))
    let names = try FileManager.default.contentsOfDirectory(atPath: kept).sorted()
    #expect(names == [".footfall-kept", day])
    #expect(
      !(try folders.files(in: kept)).keys.contains {
        $0.contains("/person-") || $0.hasSuffix("/persons.html")
      })
    #expect(!FileManager.default.fileExists(atPath: folders.persons + "-kept"))

    // Old days go, and what is not ours stays.
    try folders.write("x", to: "html-kept/2020-01-01/index.html")
    try folders.write("mine", to: "html-kept/notes.txt")
    try await report(site, now: now, keepsDays: 3)
    let left = try FileManager.default.contentsOfDirectory(atPath: kept).sorted()
    #expect(left == [".footfall-kept", day, "notes.txt"])
    try await report(site, now: now)
    #expect(try FileManager.default.contentsOfDirectory(atPath: kept).contains("notes.txt"))
    #expect(!FileManager.default.fileExists(atPath: "\(kept)/\(day)"))
  }

  @Test("a folder of another's that is called so is refused before anything is written")
  func foreignKept() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try folders.write("mine", to: "html-kept/diary.txt")
    await #expect(throws: ReportError.notOurs(folders.output + "-kept")) {
      try await report(site, keepsDays: 3)
    }
    #expect(!FileManager.default.fileExists(atPath: folders.output + "/index.html"))
    #expect(try folders.files(in: folders.output + "-kept") == ["diary.txt": "mine"])
  }

  @Test("a copy of the pages replaces an earlier copy whole, and nothing else")
  func copies() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await report(site)
    let target = folders.root + "/www"
    try PageCopy.copy(folders.output, to: target, isPrivate: false)
    var pages = try folders.files(in: folders.output)
    pages[".footfall-periods"] = nil
    #expect(try folders.files(in: target) == pages)
    try Data("old".utf8).write(to: URL(filePath: target + "/old.html"))
    try PageCopy.copy(folders.output, to: target, isPrivate: false)
    #expect(try folders.files(in: target) == pages)
    try folders.write("mine", to: "other/diary.txt")
    let other = folders.root + "/other"
    #expect(throws: ReportError.notOurs(other)) {
      try PageCopy.copy(folders.output, to: other, isPrivate: false)
    }
    // Persons never take the place of what is published.
    #expect(throws: ReportError.otherPages(folder: target, namesPersons: false)) {
      try PageCopy.copy(folders.persons, to: target, isPrivate: true)
    }
  }
}
