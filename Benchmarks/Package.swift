// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "jiedui-benchmarks",
  dependencies: [.package(name: "jiedui", path: "..")],
  targets: [
    .executableTarget(name: "generate"),
    .executableTarget(name: "synthesize"),
    .executableTarget(
      name: "measures", dependencies: [.product(name: "JieduiKit", package: "jiedui")]),
    .executableTarget(
      name: "reallocations", dependencies: [.product(name: "JieduiKit", package: "jiedui")]),
  ])
