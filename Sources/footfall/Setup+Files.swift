import Pipeline
import Reports
import Settings

extension Setup {
  /// What is wrong with the files that the settings name, all of it.
  func mistakesInFiles() -> [String] {
    var found: [String] = []
    func look(_ body: () throws -> Void) {
      do { try body() } catch { found.append("\(error)") }
    }
    // Commands that read rules say themselves where those that come with the program are not found.
    if let resources = try? resources() {
      found += RuleBook.mistakes(in: configuration, resources)
    }
    look { _ = try staff() }
    look { _ = try facts() }
    look { try Companion.strategy.file(of: configuration).map { _ = try Strategy(file: $0) } }
    look { _ = try configuration.pageTitles() }
    return found
  }
}
