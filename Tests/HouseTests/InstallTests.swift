import Foundation
import Support
import Testing

/// `make install` into folders of a test's own: what is installed works where it is moved to.
struct InstallTests {
  private let folder: ScratchFolder
  private let staged: String

  init() throws {
    folder = try ScratchFolder()
    staged = "\(folder.path)/staged"
  }

  private func make(
    _ target: String, _ variables: [String: String] = [:]
  ) async throws -> BuiltProgram.Outcome {
    let all = ["DESTDIR": staged, "BUILT": BuiltProgram.folder].merging(variables) { $1 }
    return try await BuiltProgram(path: "/usr/bin/make").run(
      ["--silent", target] + all.filter { $0.key != "BUILT" }.map { "\($0.key)=\($0.value)" },
      environment: ["BUILT": all["BUILT"] ?? ""], in: House.root)
  }

  private func files(below folder: String) throws -> [String] {
    try House.files(below: folder, from: "").map { String($0.dropFirst(folder.count + 1)) }
  }

  private func mode(_ path: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  @Test(
    "the installed program, moved, runs as an unprivileged user with its own files",
    .enabled(if: OtherUser.canAct, "needs root"))
  func moved() async throws {
    #expect(try await make("install", ["PREFIX": "/opt/house"]).status == 0)
    let place = "\(folder.path)/moved"
    try FileManager.default.moveItem(atPath: "\(staged)/opt/house", toPath: place)
    let link = "\(folder.path)/footfall"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "\(place)/bin/footfall")
    let data = "\(folder.path)/data"
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
    try OtherUser.daemon.own(data)

    let title = "\(place)/share/footfall/Dashboards/overview/dashboard.yaml"
    let text = try String(contentsOfFile: title, encoding: .utf8)
    try text.replacing(/title: .*/, with: "title: Seen from afar").write(
      toFile: title, atomically: true, encoding: .utf8)
    let demo = try await OtherUser.daemon.run(link, ["demo", "--data", data])
    let page = try? String(
      contentsOfFile: "\(data)/html-demo/larkspur/overview.html", encoding: .utf8)
    let missing = "\(place)/libexec/footfall/footfall_Warehouse.resources/SQL"
    try FileManager.default.moveItem(atPath: missing, toPath: "\(missing).away")
    let without = try await OtherUser.daemon.run(link, ["demo", "--data", data])
    _ = try await OtherUser.daemon.run(link, ["db", "stop", "--data", data])

    #expect(demo.status == 0, "\(demo.error)")
    let count = try #require(try House.text("README.md").firstMatch(of: /[0-9,]+ lines read now/))
    #expect(demo.output.contains(count.output), "\(demo.output)")
    #expect(page?.contains("Seen from afar") == true)
    #expect(without.status == 1)
    #expect(without.error.contains(missing), "\(without.error)")
  }

  @Test("the installed program needs no Swift, and knows no folder of the machine it was built on")
  func standalone() async throws {
    #expect(try await make("install").status == 0)
    let program = "\(staged)/usr/local/libexec/footfall/footfall"
    let libraries = try await BuiltProgram(path: "/usr/bin/ldd").run([program]).output
    #expect(libraries.contains("libpq"), "\(libraries)")
    for word in ["libswift", "Foundation", "libdispatch", "BlocksRuntime", "not found"] {
      #expect(!libraries.contains(word), "\(libraries)")
    }
  }

  @Test("a configuration that is there is kept, and a first one is closed to others")
  func configuration() async throws {
    let file = "\(staged)/etc/footfall/footfall.yaml"
    #expect(try await make("install").status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == House.text("Config/footfall.yaml"))
    #expect(try mode(file) == 0o640)
    try "sites: [{name: mine}]\n".write(toFile: file, atomically: true, encoding: .utf8)
    let again = try await make("install")
    #expect(again.status == 0 && again.output.contains("Kept"), "\(again.output)\(again.error)")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "sites: [{name: mine}]\n")
  }

  @Test(
    "uninstalling takes away what was copied, and leaves configuration and data",
    arguments: ["/usr/local", "/usr", "/opt/house"])
  func uninstall(prefix: String) async throws {
    try folder.write("kept", to: "staged/var/lib/footfall/html/index.html")
    try folder.write("kept", to: "staged\(prefix)/bin/another")
    let before = try files(below: staged)
    #expect(try await make("install", ["PREFIX": prefix]).status == 0)
    #expect(try files(below: staged).count > before.count + 50)
    let outcome = try await make("uninstall", ["PREFIX": prefix])
    #expect(outcome.status == 0 && outcome.output.contains("/etc/footfall"), "\(outcome.error)")
    #expect(
      try files(below: staged) == (before + ["etc/footfall/footfall.yaml"]).sorted())
  }

  @Test("units name the places of their installation")
  func places() async throws {
    let outcome = try await make(
      "install", ["PREFIX": "/opt/house", "SYSCONFDIR": "/opt/etc", "LOCALSTATEDIR": "/srv"])
    #expect(outcome.status == 0, "\(outcome.error)")
    let units = "\(staged)/opt/etc/systemd/system"
    for name in ["footfall", "footfall-database", "footfall-nightly"] {
      let unit = try String(contentsOfFile: "\(units)/\(name).service", encoding: .utf8)
      #expect(unit.contains("ExecStart=/opt/house/bin/footfall "))
      #expect(unit.contains("--config /opt/etc/footfall/footfall.yaml"))
      #expect(unit.contains("EnvironmentFile=-/opt/etc/footfall/environment"))
      #expect(unit.contains("ReadWritePaths=-/srv/lib/footfall") && !unit.contains("/usr/local"))
    }
    let configuration = try String(
      contentsOfFile: "\(staged)/opt/etc/footfall/footfall.yaml", encoding: .utf8)
    #expect(configuration.contains("\ndata: /srv/lib/footfall\n"))
  }

  @Test(
    "where nothing is built, or a folder cannot be one, nothing is copied",
    arguments: [
      (["BUILT": "/nonexistent"], "make"), (["PREFIX": "usr"], "absolute"),
      (["PREFIX": "/opt/a b"], "cannot name"), (["SYSCONFDIR": "/etc/../x"], "cannot name"),
    ])
  func refused(variables: [String: String], words: String) async throws {
    let outcome = try await make("install", variables)
    #expect(outcome.status != 0)
    #expect(outcome.error.contains(words), "\(outcome.error)")
    #expect(!FileManager.default.fileExists(atPath: staged))
  }
}
