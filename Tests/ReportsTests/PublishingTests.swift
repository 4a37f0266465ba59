import Clickstream
import Foundation
import Glibc
import PostgreSQL
import Reports
import Support
import Testing

@Suite("Publishing", .database(from: .migrated))
struct PublishingTests {
  let folders: TestFolders

  init() throws { folders = try TestFolders() }

  private func filledSite() async throws -> TestSite {
    let site = try TestSite()
    try await site.store(try site.traffic(seed: 6), try site.messages())
    return site
  }

  @Test("the same database gives the same bytes")
  func deterministic() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await folders.report([site])
    let first = try folders.files(in: folders.output)
    try await folders.report([site])
    #expect(try folders.files(in: folders.output) == first)
    #expect(first.keys.count { $0.hasSuffix(".html") } == 27)
    #expect(first["larkspur/overview/visits-by-day.svg"]?.contains("xmlns=") == true)
    for (path, text) in first where path.hasSuffix(".html") {
      for part in text.split(separator: "href=\"").dropFirst() {
        let address = part.prefix { $0 != "\"" }
        guard address.hasSuffix(".svg") else { continue }
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        #expect(first["\(folder)/\(address)"] != nil, "\(path) leads to \(address)")
      }
    }
  }

  @Test("the page of a person is written anew only when something about the person changes")
  func personPages() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await site.storeLedgers()
    func pages() throws -> [String: UInt64] {
      var found: [String: UInt64] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: folders.persons)
      where path.contains("/person-") || path.contains("/vendor-") || path.hasSuffix(".ics") {
        var status = stat()
        #expect(unsafe lstat("\(folders.persons)/\(path)", &status) == 0)
        found[path] = UInt64(status.st_ino)
      }
      return found
    }
    try await folders.report([site])
    let first = try pages()
    #expect(first.count { $0.key.contains("/person-") } == 7)
    #expect(first.count { $0.key.contains("/vendor-") } == 1)
    try await folders.report([site])
    #expect(try pages() == first)
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      """
      UPDATE footfall_store.contact SET subject = 'Changed'
      WHERE id = (SELECT min(id) FROM footfall_store.contact WHERE channel = 2 AND person IS NOT NULL)
      """, name: "change")
    await connection.close()
    try await folders.report([site])
    let third = try pages()
    #expect(third.count == first.count)
    // The vendor's mail address is that of the first person.
    #expect((1...2).contains(third.count { first[$0.key] != $0.value }))
    try await folders.report([site], personPages: 0)
    #expect(try pages().keys.allSatisfy { $0.hasSuffix(".ics") })
  }

  @Test("a folder with other files is refused and left alone")
  func foreignFolder() async throws {
    defer { folders.remove() }
    try folders.write("mine", to: "html/diary.txt")
    let site = try TestSite()
    await #expect(throws: ReportError.notOurs(folders.output)) { try await folders.report([site]) }
    #expect(try folders.files(in: folders.output) == ["diary.txt": "mine"])
  }

  @Test("pages to publish and those that name persons do not take each other's folder")
  func exchangedFolders() async throws {
    defer { folders.remove() }
    let site = try TestSite()
    try await folders.report([site])
    let published = try folders.files(in: folders.output)
    let named = try folders.files(in: folders.persons)
    // A folder that only some may enter is still one to publish.
    #expect(unsafe chmod(folders.output, 0o750) == 0)
    try await folders.report([site])
    let error = ReportError.otherPages(folder: folders.persons, namesPersons: true)
    await #expect(throws: error) {
      try await folders.report([site], output: folders.persons, persons: folders.root + "/new")
    }
    let reverse = ReportError.otherPages(folder: folders.output, namesPersons: false)
    await #expect(throws: reverse) {
      try await folders.report([site], output: folders.root + "/new", persons: folders.output)
    }
    #expect(try folders.files(in: folders.output) == published)
    #expect(try folders.files(in: folders.persons) == named)
  }

  @Test("a failing panel leaves the old pages whole and nothing beside them")
  func failure() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await folders.report([site])
    let before = try folders.files(in: folders.output)
    try folders.write("title: Broken\n", to: "own/broken/dashboard.yaml")
    try folders.write(
      "-- question: What fails?\n-- figure: pie\n-- label: a\n-- value: b\n"
        + "SELECT 'x'::text AS a, 1 / (count(*) - count(*)) AS b FROM footfall.event",
      to: "own/broken/fails.sql")
    await #expect(throws: ReportError.self) {
      try await folders.report([site], dashboards: [TestFolders.shipped, folders.root + "/own"])
    }
    #expect(try folders.files(in: folders.output) == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: folders.root).sorted()
    #expect(names == [".html.lock", ".persons.lock", "html", "own", "persons"])
  }

  @Test("what a killed run left behind is cleared away by the next one")
  func leftovers() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await folders.report([site])
    let before = try folders.files(in: folders.output)
    try folders.write("half a page", to: ".html.new/larkspur/overview.html")
    #expect(try folders.files(in: folders.output) == before)
    try await folders.report([site])
    #expect(try folders.files(in: folders.output) == before)
    #expect(!FileManager.default.fileExists(atPath: folders.root + "/.html.new"))
  }

  @Test("two reports never write to one folder")
  func lock() async throws {
    defer { folders.remove() }
    let path = folders.root + "/.html.lock"
    let descriptor = unsafe open(path, O_RDWR | O_CREAT, 0o600)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let site = try TestSite()
    await #expect(throws: ReportError.busy(folders.output)) { try await folders.report([site]) }
    close(descriptor)
    try await folders.report([site])
  }

  @Test("a folder below a file cannot be written, and says so")
  func belowFile() async throws {
    defer { folders.remove() }
    try folders.write("a file", to: "file")
    let site = try TestSite()
    let reporter = Reporter(
      server: try TestDatabase.required.info, dashboards: [TestFolders.shipped],
      sites: [site.site], output: folders.root + "/file/html", personsOutput: folders.persons,
      now: Instant(microseconds: 0))
    let error = await #expect(throws: ReportError.self) { try await reporter.run() }
    #expect(error?.description.contains("cannot be written") == true)
  }

  @Test("links in the output are replaced, never written through")
  func links() async throws {
    defer { folders.remove() }
    let site = try await filledSite()
    try await folders.report([site])
    try folders.write("secret", to: "elsewhere.txt")
    let index = folders.output + "/index.html"
    try FileManager.default.removeItem(atPath: index)
    try FileManager.default.createSymbolicLink(
      atPath: index, withDestinationPath: folders.root + "/elsewhere.txt")
    try await folders.report([site])
    #expect(try folders.files(in: folders.root)["elsewhere.txt"] == "secret")
    #expect(try folders.files(in: folders.output)["index.html"]?.contains("<html") == true)
  }

  @Test("a report on one site keeps the pages of the others")
  func oneSite() async throws {
    defer { folders.remove() }
    let first = try await filledSite()
    let second = try TestSite("fenwick")
    try await folders.report([first, second])
    let before = try folders.files(in: folders.output)
    try await folders.report([first, second], options: ReportOptions(site: "larkspur"))
    let after = try folders.files(in: folders.output)
    #expect(after["fenwick/overview.html"] == before["fenwick/overview.html"])
    #expect(
      after.keys.filter { $0.hasPrefix("fenwick/") }.sorted()
        == before.keys.filter { $0.hasPrefix("fenwick/") }.sorted())
    #expect(after["index.html"]?.contains("fenwick/overview.html") == true)
    await #expect(throws: ReportError.unknownSite("x", known: ["larkspur", "fenwick"])) {
      try await folders.report([first, second], options: ReportOptions(site: "x"))
    }
  }
}
