// swift-tools-version: 6.2

import PackageDescription

/// One set of rules for every target: Swift 6, visible unsafety, explicit imports.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
]

/// What makes the program run where no Swift is installed: its libraries are linked in.
///
/// Said to the linker alone, so that one build serves the program and the tests.
let standalone: [LinkerSetting] =
  [
    // The linker of LLVM, for which the order of static libraries does not matter.
    .unsafeFlags(["-static-stdlib", "-no-toolchain-stdlib-rpath", "-use-ld=lld"])
  ]
  + [
    "FoundationInternationalization", "CoreFoundation", "_FoundationICU", "_FoundationCShims",
    "_FoundationCollections",
  ].map { .linkedLibrary($0) }

/// A library target of the house; `on` names the targets of lower levels that it may import.
func room(
  _ name: String,
  on dependencies: [Target.Dependency] = [],
  exclude: [String] = [],
  resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: strict)
}

func tests(
  _ name: String, of dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "footfall",
  products: [
    .executable(name: "footfall", targets: ["footfall"]),
    // For the faults alone: loaded by a program whose clock is to be wrong.
    .library(name: "FalseClock", type: .dynamic, targets: ["FalseClock"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(
      url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // Level 5: the command line.
    .executableTarget(
      name: "footfall",
      dependencies: [
        "Pipeline", "Reports", "Warehouse", "LocalPostgres", "PostgreSQL", "Audit", "Settings",
        "Operations", "Clickstream",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict, linkerSettings: standalone),
    // Level 4: the order of the steps.
    room(
      "Pipeline",
      on: [
        "Reports", "Warehouse", "LocalPostgres", "PostgreSQL", "Intake", "Mail", "Enrichment",
        "Analysis", "Audit", "Sessions", "Settings", "Operations", "Clickstream", "CLinux", "CCurl",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    // Level 3: tables to pages.
    room(
      "Reports",
      on: [
        "Warehouse", "PostgreSQL", "Sessions", "Figures", "Markup", "Settings", "Clickstream",
        "CLinux", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    // Level 2: the domain in PostgreSQL.
    room(
      "Warehouse",
      on: [
        "PostgreSQL", "Sessions", "Identity", "Enrichment", "Audit", "Clickstream",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.copy("SQL")]),
    room("LocalPostgres", on: ["PostgreSQL"]),
    // Level 1: one step of the river each.
    room("Settings", on: ["Clickstream", .product(name: "Yams", package: "Yams")]),
    room(
      "Intake", on: ["Clickstream", "CZlib", "CLinux", .product(name: "Yams", package: "Yams")]),
    room("Identity", on: ["Clickstream"]),
    room("Mail", on: ["Clickstream", "CGMime"]),
    room(
      "Enrichment",
      on: ["Clickstream", "CPCRE2", "CPublicSuffix", .product(name: "Yams", package: "Yams")]),
    room("Sessions", on: ["Clickstream"]),
    room("Audit", on: ["Clickstream", "CXML2"]),
    room("Analysis"),
    room("Figures", on: ["Markup"]),
    room("PostgreSQL", on: ["CPostgreSQL"]),
    room(
      "Operations",
      on: [
        "Clickstream",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      ]),
    // Level 0: the values that cross seams.
    room("Clickstream", exclude: ["Clickstream.docc"]),
    room("Markup"),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(
      name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(
      name: "CPublicSuffix", pkgConfig: "libpsl",
      providers: [.apt(["libpsl-dev", "publicsuffix"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    // Tools of the tests.
    .target(
      name: "Support",
      dependencies: [
        "Clickstream", "Sessions", "PostgreSQL", "LocalPostgres", "Warehouse", "Settings",
        "Enrichment",
      ],
      path: "Tests/Support", swiftSettings: strict),
    .executableTarget(
      name: "samplelogs", dependencies: ["Clickstream", "CZlib"], path: "Tests/SampleLogs",
      swiftSettings: strict),
    .executableTarget(
      name: "golden", dependencies: ["Analysis"], path: "Tests/Golden", swiftSettings: strict),
    .target(name: "CBenchSplit", path: "Tests/Bench/Split"),
    .executableTarget(
      name: "bench",
      dependencies: [
        "CBenchSplit", "Pipeline", "Warehouse", "LocalPostgres", "PostgreSQL", "Intake",
        "Enrichment", "Sessions",
        "Settings", "Clickstream", "Identity", "Support",
      ],
      path: "Tests/Bench/Main", swiftSettings: strict),
    .target(
      name: "FuzzChecks",
      dependencies: [
        "Clickstream", "Intake", "Mail", "Enrichment", "Settings", "PostgreSQL", "Markup",
        "Reports",
      ],
      path: "Tests/Fuzz/Checks", swiftSettings: strict),
    .executableTarget(
      name: "faults",
      dependencies: [
        "Warehouse", "LocalPostgres", "PostgreSQL", "Enrichment", "Settings", "Clickstream",
        "Support",
      ],
      path: "Tests/Faults", swiftSettings: strict),
    .target(name: "FalseClock", path: "Tests/FalseClock", publicHeadersPath: "."),
    tests("FaultTests", of: ["Support"]),
    tests("FuzzTests", of: ["FuzzChecks", "Support"]),
    tests("ClickstreamTests", of: ["Clickstream", "Support", "PostgreSQL"]),
    tests("SettingsTests", of: ["Settings", "Clickstream"]),
    tests("MarkupTests", of: ["Markup", "Support"]),
    tests("FiguresTests", of: ["Figures", "Markup", "Support"], exclude: ["Snapshots"]),
    tests("PostgreSQLTests", of: ["PostgreSQL", "LocalPostgres", "Support"]),
    tests("IntakeTests", of: ["Intake", "Clickstream", "Support"]),
    tests("MailTests", of: ["Mail", "Clickstream", "Support"]),
    tests(
      "EnrichmentTests",
      of: [
        "Enrichment", "Clickstream", "Settings", "Support",
        .product(name: "Yams", package: "Yams"),
      ]),
    tests("IdentityTests", of: ["Identity", "Clickstream", "Support"]),
    tests("SessionsTests", of: ["Sessions", "Clickstream", "Support"]),
    tests("AnalysisTests", of: ["Analysis", "Support"]),
    tests("AuditTests", of: ["Audit", "Settings", "Clickstream", "Support"]),
    tests(
      "WarehouseTests",
      of: ["Warehouse", "PostgreSQL", "Sessions", "Enrichment", "Clickstream", "Support"]),
    tests(
      "ReportsTests",
      of: [
        "Reports", "Figures", "Markup", "Warehouse", "PostgreSQL", "Settings", "Audit",
        "Clickstream", "Support",
      ]),
    tests(
      "PipelineTests",
      of: [
        "Pipeline", "Reports", "Warehouse", "PostgreSQL", "LocalPostgres", "Intake", "Enrichment",
        "Analysis", "Audit", "Sessions", "Settings", "Operations", "Clickstream", "Support",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
      ]),
    tests(
      "OperationsTests",
      of: [
        "Operations", "Mail", "Clickstream", "Support",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    tests("HouseTests", of: ["Settings", "Support"]),
  ],
  swiftLanguageModes: [.v6]
)
