import ArgumentParser

@main
struct Footfall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "footfall")
}
