// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "jiedui-benchmarks",
  targets: [
    .executableTarget(name: "generate"),
    .executableTarget(name: "synthesize"),
  ])
