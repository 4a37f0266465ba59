extension Stylesheet {
  /// Colours as custom properties, for light and for dark: `q0` to `q6` with the text that stands on
  /// them, and six categories of which the last is the grey of `other`.
  static let palette = """
    :root {
      --paper: #fcfcfa; --ink: #1c2330; --soft: #566070; --rule: #dfe2e6; --grid: #e8eaed;
      --accent: #1f5fa8; --was: #8792a0; --area: #1f5fa81a; --hatch: #b9c0c9;
      --q0: #f1f5f7; --q1: #d3e5ec; --q2: #a9d0df; --q3: #74b5cf; --q4: #4394b8; --q5: #22709b;
      --q6: #114b73;
      --on0: #566070; --on1: #1c2330; --on2: #1c2330; --on3: #1c2330; --on4: #1c2330;
      --on5: #ffffff; --on6: #ffffff;
      --c0: #1f5fa8; --c1: #c97c10; --c2: #298264; --c3: #d35671; --c4: #9979c9; --c5: #8691a0;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14181f; --ink: #e7eaee; --soft: #a3adba; --rule: #2c333d; --grid: #262c35;
        --accent: #7db4f0; --was: #76818f; --area: #7db4f01f; --hatch: #49525e;
        --q0: #1b222b; --q1: #17364a; --q2: #185068; --q3: #1f6c88; --q4: #3a8fac; --q5: #73b6cd;
        --q6: #bfe0ea;
        --on0: #a3adba; --on1: #e7eaee; --on2: #e7eaee; --on3: #e7eaee; --on4: #0b1520;
        --on5: #0b1520; --on6: #0b1520;
        --c0: #7db4f0; --c1: #f0b45a; --c2: #52c8ac; --c3: #e78791; --c4: #cbb6df; --c5: #7a8695;
      }
    }

    """
}
