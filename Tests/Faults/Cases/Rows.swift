import PostgreSQL

extension FaultCase {
  /// Rows that the database will not have, and bytes that it must have.
  static let rows: [FaultCase] = [
    FaultCase(
      "F12", "a row that breaks COPY", how: "a trigger raises 22021 for one event in 9,000",
      quick: true
    ) { trial in
      var keyed = KeyedLog(0, seed: 12, noise: false)
      try trial.grow(&keyed, by: 9_000, at: trial.log("access.log"), stream: "access.log")
      let bad: Int64 = 10_004_500
      try await trial.administer(
        """
        CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.bytes = \(bad) THEN RAISE EXCEPTION 'bad' USING ERRCODE = '22021'; END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON footfall_store.event
          FOR EACH ROW EXECUTE FUNCTION public.refuse();
        """)
      try await trial.finish()
      var manifest = Manifest()
      for key in keyed.manifest.kept where key != bad { manifest.add(key, .ok) }
      trial.expect(manifest)
      try await trial.check(digest: false)
      let rejects = try await Inspection.of(trial.info) {
        try await $0.number(
          """
          SELECT count(*) FROM footfall_store.rejected_record
          WHERE encode(raw, 'escape') LIKE '% \(bad) %'
          """)
      }
      trial.note(rejects == 1, "the bad line is \(rejects) rejects")
    },
    FaultCase(
      "F34", "bytes that are no UTF-8", how: "ff fe, c0 af, ed a0 80, e9 in paths and agents"
    ) { trial in
      var manifest = Manifest()
      var bytes: [UInt8] = []
      let odd: [[UInt8]] = [
        [0xff, 0xfe], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe9], [0x1b, 0x5b], [0x7f], [0x5c, 0x2e],
        [0x5c, 0x4e], [0x09], [0xf4, 0x90, 0x80, 0x80], [0x16, 0x03, 0x01],
      ]
      for (number, odd) in odd.enumerated() {
        let key = Int64(number + 1)
        bytes += "198.51.7.\(number) - - [01/Oct/2024:00:00:0\(number % 10) +0000] \"GET /a".utf8
        bytes += odd + Array(" HTTP/1.1\" 200 \(key) \"-\" \"x".utf8) + odd + Array("\"\n".utf8)
        manifest.add(key, .ok)
      }
      try trial.append(bytes, to: trial.log("access.log"))
      trial.expect(bytes, of: "access.log")
      trial.expect(manifest)
      try await trial.finish()
      try await trial.check()
      let pages = try await Inspection.of(trial.info) {
        try await $0.number("SELECT count(DISTINCT page) FROM footfall_store.event")
      }
      trial.note(pages == odd.count, "\(odd.count) addresses became \(pages) pages")
    },
  ]
}
