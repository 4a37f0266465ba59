import Clickstream

/// What following needs to know of the configuration.
struct FollowingSettings: Sendable {
  /// How long a rotated or compressed file must be quiet, in seconds.
  var rotateWaitSeconds: Int64
  var mailRoom: MailRoom
  var retention = Retention()
  /// After how long other files have their turn while one is compared with what is stored.
  var breath = Duration.milliseconds(200)
  /// Hears of the folders in which something may happen.
  var watch: @Sendable ([String]) -> Void
}

extension BatchSize {
  /// Less than what is fastest, so that memory stays small and lines are stored soon.
  package static let following = BatchSize(lines: 8_192, bytes: 2 << 20, chunk: 1 << 18)
}
