import ArgumentParser

/// Where the key is for what is secret in lists.
struct SecretOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The key with which what is secret in lists is encrypted.", valueName: "file"))
  var secretKey: String?

  var flags: [String: String] { ["secret_key": secretKey].compactMapValues { $0 } }
}
