/// Records with persons who were erased.
enum ErasedRecords {
  /// Says of how many that they were not stored.
  static func note(_ count: Int64, _ what: String) -> String {
    Quantity.counted(count, what) + " of persons who were erased "
      + (count == 1 ? "was not stored" : "were not stored")
  }
}
