// swift-tools-version: 6.1
import PackageDescription

let houseRules: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func room(_ name: String, needs: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: needs, swiftSettings: houseRules)
}

func tests(of name: String, needs: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + needs,
    resources: resources,
    swiftSettings: houseRules)
}

let package = Package(
  name: "jiedui",
  products: [
    .library(name: "JieduiKit", targets: ["JieduiKit"]),
    .library(name: "GraphCore", targets: ["GraphCore"]),
    .executable(name: "jiedui", targets: ["jiedui"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
    .systemLibrary(name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .systemLibrary(name: "CCLP", pkgConfig: "clp", providers: [.apt(["coinor-libclp-dev"])]),
    .systemLibrary(name: "CCBC", pkgConfig: "cbc", providers: [.apt(["coinor-libcbc-dev"])]),
    room("GraphCore"),
    room("Geodesy", needs: ["CPROJ"]),
    room("NetworkModel", needs: ["Geodesy"]),
    room("DataPackage", needs: ["NetworkModel", "Geodesy", "GraphCore"]),
    room(
      "Analysis",
      needs: [
        "NetworkModel", "Geodesy", "GraphCore", .product(name: "BigInt", package: "BigInt"),
      ]),
    room("Optimisation", needs: ["CCLP", "CCBC"]),
    room(
      "Scenarios",
      needs: ["Analysis", "NetworkModel", "Geodesy", "GraphCore", "Optimisation"]),
    room(
      "ScenarioFiles",
      needs: [
        "Scenarios", "Optimisation", "Analysis", "DataPackage", "NetworkModel",
        .product(name: "Yams", package: "Yams"),
      ]),
    room(
      "Rendering",
      needs: [
        "Scenarios", "Optimisation", "Analysis", "NetworkModel", "Geodesy", "GraphCore",
        "CGraphviz",
      ]),
    room(
      "Reports",
      needs: [
        "Rendering", "Scenarios", "Analysis", "DataPackage", "NetworkModel", "Geodesy",
        "GraphCore", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    room(
      "JieduiKit",
      needs: [
        "GraphCore", "Geodesy", "NetworkModel", "DataPackage", "Analysis", "Optimisation",
        "Scenarios", "ScenarioFiles", "Rendering", "Reports",
      ]),
    .executableTarget(
      name: "jiedui",
      dependencies: [
        "JieduiKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: houseRules),
    .target(
      name: "TestSupport", dependencies: ["GraphCore"], path: "Tests/TestSupport",
      swiftSettings: houseRules),
    tests(of: "GraphCore", resources: [.copy("Fixtures")]),
    tests(of: "Geodesy"),
    tests(of: "NetworkModel", needs: ["Geodesy"]),
    tests(of: "DataPackage", needs: ["NetworkModel", "Geodesy", "GraphCore"]),
    tests(
      of: "Analysis", needs: ["NetworkModel", "DataPackage", "Geodesy", "GraphCore"],
      resources: [.copy("Fixtures")]),
    tests(of: "Optimisation"),
    tests(
      of: "Scenarios",
      needs: [
        "Optimisation", "Analysis", "NetworkModel", "DataPackage", "Geodesy", "GraphCore",
      ],
      resources: [.copy("Fixtures")]),
    tests(
      of: "ScenarioFiles",
      needs: ["Scenarios", "Optimisation", "Analysis", "DataPackage", "NetworkModel"]),
    tests(
      of: "Rendering",
      needs: [
        "ScenarioFiles", "Scenarios", "Analysis", "NetworkModel", "DataPackage", "Geodesy",
        "GraphCore",
      ],
      resources: [.copy("Fixtures")]),
    tests(
      of: "Reports",
      needs: [
        "Rendering", "ScenarioFiles", "Scenarios", "Analysis", "DataPackage", "NetworkModel",
        "Geodesy",
      ]),
  ]
)
