import ArgumentParser
import Reports

struct PanelKeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Print every figure, key, format and parameter that a panel can have.")

  func run() { print(PanelReference.text, terminator: "") }
}
