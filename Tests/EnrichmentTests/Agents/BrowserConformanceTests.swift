import Enrichment
import Testing

@Suite("Browsers, systems and devices by uap-core")
struct BrowserConformanceTests {
  @Test(
    "all tests of uap-core are met",
    arguments: [
      ("tests/test_ua.yaml", ["family", "major", "minor", "patch"]),
      ("tests/test_os.yaml", ["family", "major", "minor", "patch", "patch_minor"]),
      ("tests/test_device.yaml", ["family", "brand", "model"]),
      ("test_resources/additional_os_tests.yaml", ["family", "major", "minor", "patch"]),
      ("test_resources/firefox_user_agent_strings.yaml", ["family", "major", "minor", "patch"]),
      ("test_resources/pgts_browser_list.yaml", ["family", "major", "minor", "patch"]),
      ("test_resources/opera_mini_user_agent_strings.yaml", ["family", "major", "minor", "patch"]),
      ("test_resources/podcasting_user_agent_strings.yaml", ["family", "major", "minor", "patch"]),
    ])
  func conformance(file: String, names: [String]) throws {
    let rules = try UserAgentCorpus.rules()
    let cases = try UserAgentCorpus.cases(file)
    #expect(cases.count > 3)
    var failures: [String] = []
    for item in cases {
      let told =
        if file.contains("device") {
          rules.deviceFields(of: item.agent)
        } else if file.contains("os_") || file.contains("_os") {
          rules.systemFields(of: item.agent)
        } else {
          rules.browserFields(of: item.agent)
        }
      for (place, name) in names.enumerated() {
        let value = told.map { $0[place] } ?? (name == "family" ? "Other" : nil)
        if value != item.fields[name] {
          failures.append(
            "\(name) \(value ?? "nil"), not \(item.fields[name] ?? "nil"): \(item.agent)")
        }
      }
    }
    #expect(failures.isEmpty, "\(failures.count) of \(cases.count): \(failures.prefix(5))")
  }
}
