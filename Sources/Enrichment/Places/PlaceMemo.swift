/// Remembers what records say, in bounded memory; it knows records, no addresses.
///
/// A record has one slot, from which the next that has the same one drives it out.
struct PlaceMemo: Sendable {
  private static let bits = 12
  private var slots = [(record: Int, place: Place)](
    repeating: (-1, .unknown), count: 1 << bits)

  mutating func place(at record: Int, of file: any PlaceFile) -> Place {
    let mixed = UInt64(truncatingIfNeeded: record) &* 0x9e37_79b9_7f4a_7c15
    let slot = Int(mixed >> (64 - UInt64(Self.bits)))
    if slots[slot].record != record { slots[slot] = (record, file.place(at: record)) }
    return slots[slot].place
  }
}
