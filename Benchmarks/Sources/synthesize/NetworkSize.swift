/// How many of everything a synthetic network has, and the fingerprints that its files must have.
struct NetworkSize {
  let name: String
  let provinces, prefectures, counties, towns, villages: Int
  let enterprises, hospitals, schools: Int
  let pairings, funds, returns: Int
  let nodesDigest, edgesDigest: String

  static func named(_ name: String) -> NetworkSize? { all.first { $0.name == name } }

  static let all = [
    NetworkSize(
      name: "S", provinces: 4, prefectures: 20, counties: 120, towns: 600, villages: 3900,
      enterprises: 260, hospitals: 36, schools: 60, pairings: 4000, funds: 8000, returns: 3000,
      nodesDigest: "79866f93cf4bae8773522f392c6e995cc55d67bf4e3c3f4b9bd7d8e03162eb60",
      edgesDigest: "5e00386ed8fec2d17eb48f400cd1bf1143deade32312bbc30582cb73cdf8dc62"),
    NetworkSize(
      name: "M", provinces: 12, prefectures: 120, counties: 950, towns: 5000, villages: 42_000,
      enterprises: 1500, hospitals: 168, schools: 250, pairings: 60_000, funds: 110_000,
      returns: 30_000,
      nodesDigest: "05d9260fb4567fabccbb36b3c83f90461667b54e43a4976a63da36a35ede6971",
      edgesDigest: "47e4cb34280508c7c16ac261d9b3e61bc16b5d2fce30295c5960f8b1bf706220"),
    NetworkSize(
      name: "L", provinces: 31, prefectures: 333, counties: 2850, towns: 40_000, villages: 690_000,
      enterprises: 12_000, hospitals: 2000, schools: 3000, pairings: 550_000, funds: 1_200_000,
      returns: 500_000,
      nodesDigest: "3241e3b1ee93a908d379b3cd7e762a1c2105b15bee87dafb060b98622d7e2262",
      edgesDigest: "262c669b995d58043754815fb499165b378406b37b194411fbfc31e59e9263b3"),
  ]
}
