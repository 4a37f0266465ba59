import Settings
import Testing

@Suite("Where things are kept")
struct SurroundingsTests {
  private let checkout = Surroundings(currentFolder: "/w", checkout: "/src/f", isRoot: false)
  private let installed = Surroundings(currentFolder: "/w", checkout: nil, isRoot: false)

  @Test("the data directory is the setting, else that of the system, else that of the checkout")
  func data() throws {
    let set = try load(flags: ["data": "d"])
    #expect(checkout.dataFolder(set) == "/home/ada/d")
    #expect(checkout.dataFolder(Configuration()) == "/src/f/.footfall")
    #expect(installed.dataFolder(Configuration()) == "/var/lib/footfall")
    let root = Surroundings(currentFolder: "/w", checkout: "/src/f", isRoot: true)
    #expect(root.dataFolder(Configuration()) == "/var/lib/footfall")
  }

  @Test("pages that name persons lie beside the others, never among them")
  func output() throws {
    #expect(checkout.outputFolder(Configuration()) == "/src/f/Dashboards/html")
    #expect(checkout.personsFolder(Configuration()) == "/src/f/Dashboards/html-persons")
    #expect(installed.outputFolder(Configuration()) == "/var/lib/footfall/html")
    let set = try load(flags: ["output": "/o", "persons_folder": "/p"])
    #expect(installed.outputFolder(set) == "/o")
    #expect(installed.personsFolder(set) == "/p")
  }

  @Test("the configuration is that of the flag, the variable, the input folder, the checkout")
  func configurationFile() throws {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    let here = Surroundings(currentFolder: "/", checkout: root, isRoot: false)
    let variable = ["FOOTFALL_CONFIG": "v.yaml"]
    #expect(here.configurationFile(flag: "f.yaml", environment: variable) == "f.yaml")
    #expect(here.configurationFile(flag: nil, environment: variable) == "v.yaml")
    #expect(
      here.configurationFile(flag: nil, environment: [:], inputFolder: "\(root)/Config")
        == "\(root)/Config/footfall.yaml")
    #expect(
      here.configurationFile(flag: nil, environment: [:], inputFolder: "/nowhere")
        == "\(root)/Config/footfall.yaml")
  }

  @Test("a configuration that cannot be read is a mistake with its reason")
  func unreadable() {
    #expect(throws: ConfigurationProblems.self) {
      try Configuration.load(
        file: "nowhere.yaml", environment: [:], flags: [:], currentFolder: "/nowhere")
    }
    do throws(ConfigurationProblems) {
      _ = try Configuration.load(file: "/tmp", environment: [:], flags: [:], currentFolder: "/")
      Issue.record("a folder was read")
    } catch {
      #expect(error.description == "/tmp:1:1: the configuration cannot be read: it is a folder")
    }
    do throws(ConfigurationProblems) {
      _ = try Configuration.load(
        file: "/dev/zero", environment: [:], flags: [:], currentFolder: "/")
      Issue.record("an endless file was read")
    } catch {
      #expect(error.description.hasSuffix("it has more than 1048576 bytes"))
    }
  }
}
