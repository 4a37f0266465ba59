/// Pauses between two looks at what another process does: yielding alone would keep a core busy,
/// and that process from its work.
package func lookAgain() async {
  try? await Task.sleep(for: .milliseconds(5))
}
