import ArgumentParser

struct VendorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vendor",
    abstract: "Look up those whom the business buys from.",
    subcommands: [VendorListCommand.self, VendorShowCommand.self],
    defaultSubcommand: VendorListCommand.self)
}
