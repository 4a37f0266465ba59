import Clickstream
import Enrichment
import Foundation
import Support
import Testing

@Suite("Files of places")
struct PlaceFileTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func maxMind(_ type: String = "GeoLite2-City") -> [UInt8] {
    var writer = MaxMindWriter()
    writer.type = type
    PlaceSample(seed: 1).write(into: &writer)
    return writer.bytes()
  }

  private func problem(_ path: String) -> PlaceDatabaseError.Problem? {
    do {
      _ = try PlaceDatabase(path: path)
      return nil
    } catch {
      #expect(error.path == path)
      #expect(error.description.hasPrefix(path))
      return error.problem
    }
  }

  @Test("a database says its kind, its day and what it tells")
  func descriptions() throws {
    let city = try PlaceDatabase(path: folder.write(maxMind(), to: "city.mmdb"))
    #expect(
      city.description == "GeoLite2-City of 2026-05-01: countries, regions, cities, networks")
    #expect(city.builtAt == Instant(seconds: 1_777_593_600))
    // Its bytes tell its kind, not its name.
    let location = try PlaceDatabase(
      path: folder.write(PlaceSample(seed: 1).location(), to: "location.mmdb"))
    #expect(location.description == "libloc of 2026-05-01: countries, networks")
    var writer = MaxMindWriter()
    writer.built = .max
    PlaceSample(seed: 1).write(into: &writer)
    let undated = try PlaceDatabase(bytes: writer.bytes())
    #expect(undated.builtAt == nil)
    #expect(undated.description == "Test-City: countries, regions, cities, networks")
  }

  @Test("a file that cannot be used says why")
  func failures() throws {
    #expect(problem("\(folder.path)/none.mmdb") == .missing)
    #expect(problem(folder.path) == .notAFile)
    #expect(problem("/dev/null") == .notAFile)
    #expect(problem(try folder.write("", to: "empty")) == .unknownKind)
    #expect(problem(try folder.write("<html>Sign in</html>", to: "page")) == .unknownKind)
    #expect(problem(try folder.write([0x1f, 0x8b, 8, 0], to: "city.mmdb.gz")) == .packed)
    // The end is missing: that of a MaxMind DB tells what it is.
    let whole = maxMind()
    #expect(problem(try folder.write(Array(whole.dropLast(400)), to: "cut")) == .unknownKind)
    // The beginning is missing.
    let end = Array(whole.suffix(300))
    #expect(
      problem(try folder.write(end, to: "end"))
        == .corrupt(part: "its tree is longer than the file"))
    let location = PlaceSample(seed: 1).location()
    #expect(
      problem(try folder.write(Array(location.prefix(5_000)), to: "half"))
        == .corrupt(part: "its table of networks is longer than the file"))
    #expect(
      problem(try folder.write(Array(location.prefix(100)), to: "header"))
        == .corrupt(part: "its header is cut"))
  }

  @Test("a database of something else is refused by its type")
  func somethingElse() throws {
    var writer = MaxMindWriter()
    writer.type = "GeoIP2-Anonymous-IP"
    writer.add(try #require(Network("192.0.2.0/24")), .map([("is_anonymous", .boolean(true))]))
    let path = try folder.write(writer.bytes(), to: "anonymous.mmdb")
    #expect(problem(path) == .tellsNothing(type: "GeoIP2-Anonymous-IP"))
  }

  @Test("a file of more than 1 GiB is not read")
  func tooLarge() throws {
    let path = try folder.write("", to: "large")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.truncate(atOffset: UInt64(PlaceDatabase.sizeLimit) + 1)
    #expect(problem(path) == .tooLarge(limit: PlaceDatabase.sizeLimit))
  }

  @Test("a file that is cut, written to or removed does nothing to lookups")
  func cut() throws {
    var sample = PlaceSample(seed: 1)
    for bytes in [maxMind(), sample.location()] {
      let path = try folder.write(bytes, to: "database")
      let database = try PlaceDatabase(path: path)
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.truncate(atOffset: 0)
      try FileManager.default.removeItem(atPath: path)
      for _ in 0..<200 {
        let address = sample.address(v6: true)
        let country = database.place(of: address).country
        #expect(country == sample.place(of: address).country)
      }
    }
  }
}
